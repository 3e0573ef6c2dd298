import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import type { Source } from './source.ts'

export const SETTING_SOURCE: Source = {
  group: 'Settings',
  searches: 'all',
  find: async (_text, router) => {
    const { settings } = await ask(client.settings.$get())
    return settings.map(({ name, description }) => ({
      id: `setting ${name}`,
      title: visibleLine(name),
      group: 'Settings',
      icon: 'settings',
      words: visibleLine(description),
      run: () => void router.navigate({ to: '/settings', search: { q: name } }),
    }))
  },
}
