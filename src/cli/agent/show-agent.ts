import { agentText } from '../../view/agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'

/** `claw agent <id>`. */
export async function showAgent(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', subject)
  const agent = await app.getAgent(id, { include_embedding: context.input.options['include-embedding'] === true })
  return { text: agentText(agent, context.list.now), result: publicJson(agent) }
}
