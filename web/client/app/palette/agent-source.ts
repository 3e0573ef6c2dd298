import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import type { Source } from './source.ts'

const ASKED = '5000'

export const AGENT_SOURCE: Source = {
  group: 'Agents',
  searches: 'all',
  find: async (_text, router) => {
    const { agents } = await ask(client.agents.$get({ query: { limit: ASKED } }))
    return agents.map(({ agent_id, name, description, status }) => ({
      id: `agent ${agent_id}`,
      title: visibleLine(name === '' ? agent_id : name),
      group: 'Agents',
      icon: 'agents',
      words: visibleLine(`${agent_id} ${description}`),
      aside: status === 'active' ? agent_id : `${agent_id} · ${status}`,
      run: () => void router.navigate({ to: '/agents/$agent_id', params: { agent_id } }),
    }))
  },
}
