import type { AgentDraft } from '../../app/agents/draft-port.ts'
import type { AgentDraftRow } from '../../view/agent-draft-rows.ts'
import { editText } from '../home/edit-text.ts'
import type { Performer } from '../performer.ts'

export const performAgentNew: Performer<'agent-new'> = async (effect, desk) => {
  try {
    await perform(effect, desk)
  } catch (error) {
    desk.tell({ type: 'failed' })
    throw error
  }
}

const perform: Performer<'agent-new'> = async (effect, desk) => {
  switch (effect.do) {
    case 'look':
      return desk.tell({ type: 'choices', choices: (await desk.app()).draftChoices() })
    case 'propose':
      return desk.tell({ type: 'draft', draft: await (await desk.appToWork()).proposeAgent(effect.task, desk.signal) })
    case 'template':
      return desk.tell({ type: 'draft', draft: (await desk.app()).templateDraft(effect.template) })
    case 'check':
      return desk.tell({ type: 'checked', checked: await (await desk.app()).checkDraft(draftOf(effect.draft)) })
    case 'judge': {
      const permissions = await (await desk.app()).agentPermissions({ tools: effect.tools, requires_approval_for: [] })
      return desk.tell({ type: 'judged', permissions })
    }
    case 'make': {
      const { agent_id, folder } = await (await desk.appToWork()).makeAgent(draftOf(effect.draft))
      return desk.tell({ type: 'done', text: `Made ${agent_id} in ${folder}. The next run can use it; t tries it.` })
    }
    case 'teach': {
      await (await desk.appToWork()).teachAgent(effect.agent_id, effect.task)
      return desk.tell({ type: 'done', text: `No agent was made: ${effect.agent_id} has learned the task as an example.` })
    }
    case 'edit-role':
      return desk.tell({ type: 'role', text: await editText(effect.text, desk) })
    default:
      return effect satisfies never
  }
}

function draftOf(row: AgentDraftRow): AgentDraft {
  const { tags, skill_ids, examples } = row
  return { ...row, tags: [...tags], skill_ids: [...skill_ids], examples: [...examples] }
}
