import { acceptedText } from '../../view/accepted-text.ts'
import { plural } from '../../view/format.ts'
import type { AgentDeed } from '../../view/menu/places/agents/agents-io.ts'
import type { Desk } from '../desk.ts'

/** Does something to an agent and says what became of it. */
export async function performDeed(deed: AgentDeed, { appToWork, say }: Pick<Desk<never>, 'appToWork' | 'say'>): Promise<void> {
  const app = await appToWork()
  switch (deed.do) {
    case 'delete': {
      const deleted = []
      for (const agent_id of deed.agent_ids) deleted.push(await app.deleteAgent(agent_id))
      const days = plural(deleted[0]?.kept_days ?? 0, 'day')
      return say({ text: `Deleted ${deed.agent_ids.join(', ')}. u brings it back for ${days}.`, as: 'good' })
    }
    case 'bring-back': {
      const { agent_id, folder } = await app.restoreAgent(deed.agent_id)
      return say({ text: `${agent_id} is back, with its memory and record: ${folder}`, as: 'good' })
    }
    case 'switch': {
      await app.setAgentEnabled(deed.agent_id, deed.enabled)
      return say({ text: `${deed.agent_id} is ${deed.enabled ? 'enabled' : 'disabled: it is given no work'}.`, as: 'good' })
    }
    case 'accept':
      return say({ text: acceptedText(await app.acceptAgent(deed.agent_id)), as: 'good' })
    default:
      return deed satisfies never
  }
}
