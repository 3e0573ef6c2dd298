import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { EditedAgent } from '../../view/menu/places/agent-edit/agent-edit-io.ts'
import { savedAgentText } from '../../view/saved-agent-text.ts'
import { editText } from '../home/edit-text.ts'
import type { Performer } from '../performer.ts'

export const performAgentEdit: Performer<'agent-edit'> = async (effect, desk) => {
  try {
    await perform(effect, desk)
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}

const perform: Performer<'agent-edit'> = async (effect, desk) => {
  switch (effect.do) {
    case 'look': {
      const app = await desk.app()
      return desk.tell({ type: 'looked', agent: await editedAgent(app, effect.agent_id), choices: app.draftChoices() })
    }
    case 'check':
      return desk.tell({ type: 'checked', problems: await (await desk.app()).checkAgentTexts(effect.agent_id, effect.texts) })
    case 'judge': {
      const permissions = await (await desk.app()).agentPermissions({ agent_id: effect.agent_id, ...effect.may })
      return desk.tell({ type: 'judged', permissions })
    }
    case 'save': {
      const app = await desk.appToWork()
      const { agent_id, texts, expected } = effect
      try {
        return desk.tell({ type: 'saved', text: savedAgentText(await app.saveAgent(agent_id, { texts, expected })) })
      } catch (error) {
        if (!(error instanceof ClawError) || error.code !== 'AGENT_CHANGED') throw error
        return desk.tell({ type: 'overtaken', agent: await editedAgent(app, agent_id) })
      }
    }
    case 'editor': {
      const { file, texts } = effect
      const edited = await editText(texts[file], desk)
      const end = texts[file].endsWith('\n') ? '\n' : ''
      return desk.tell({ type: 'texts', texts: { ...texts, [file]: `${edited}${end}` } })
    }
    default:
      return effect satisfies never
  }
}

async function editedAgent(app: App, agent_id: string): Promise<EditedAgent> {
  const { manifest, skill, digest, copy_to } = await app.agentTexts(agent_id)
  return { texts: { manifest, skill }, digest, copy_to }
}
