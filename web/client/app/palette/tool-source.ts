import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import type { Source } from './source.ts'

export const TOOL_SOURCE: Source = {
  group: 'Tools',
  searches: 'all',
  find: async (_text, router) => {
    const { tools } = await ask(client.tools.$get({ query: {} }))
    return tools.map(({ name, description, effects }) => ({
      id: `tool ${name}`,
      title: visibleLine(name),
      group: 'Tools',
      icon: 'tools',
      words: visibleLine(description),
      aside: effects.join(', '),
      run: () => void router.navigate({ to: '/tools/$name', params: { name } }),
    }))
  },
}
