import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import type { Source } from './source.ts'

export const SKILL_SOURCE: Source = {
  group: 'Skills',
  searches: 'all',
  find: async (_text, router) => {
    const { skills } = await ask(client.skills.$get())
    return skills.map(({ skill_id, name, description }) => ({
      id: `skill ${skill_id}`,
      title: visibleLine(name === '' ? skill_id : name),
      group: 'Skills',
      icon: 'skills',
      words: visibleLine(`${skill_id} ${description}`),
      aside: visibleLine(skill_id),
      run: () => void router.navigate({ to: '/skills/$skill_id', params: { skill_id } }),
    }))
  },
}
