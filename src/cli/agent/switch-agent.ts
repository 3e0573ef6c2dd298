import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'
import { agentToChange } from './agent-to-change.ts'

/** `claw agent enable <id>`. */
export function enableAgent(context: CommandContext, words: AgentWords): Promise<CommandOutcome> {
  return switchAgent(context, words, true)
}

/** `claw agent disable <id>`. */
export function disableAgent(context: CommandContext, words: AgentWords): Promise<CommandOutcome> {
  return switchAgent(context, words, false)
}

async function switchAgent(context: CommandContext, { subject = '' }: AgentWords, enabled: boolean): Promise<CommandOutcome> {
  const { app, id } = await agentToChange(context, subject)
  const { changed } = await app.setAgentEnabled(id, enabled)
  const now = enabled ? 'enabled' : 'disabled: it is given no work'
  const text = changed ? `${id} is ${now}.` : `${id} was ${enabled ? 'enabled' : 'disabled'} already.`
  return { text, result: publicJson({ agent_id: id, enabled, changed }) }
}
