import { ClawError } from '../../kernel/claw-error.ts'
import { acceptedText } from '../../view/accepted-text.ts'
import { agentText } from '../../view/agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw agent <id>` and `claw agent accept <id>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { agent: first = '', accepted } = context.input.args
  if (accepted === undefined) return showAgent(context, first)
  if (first === 'accept') return acceptAgent(context, accepted)
  throw new ClawError('USAGE', `'claw agent ${first}' takes nothing after it.`, { fix: `claw agent ${first}` })
}

async function showAgent(context: CommandContext, prefix: string): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', prefix)
  const agent = await app.getAgent(id, { include_embedding: context.input.options['include-embedding'] === true })
  return { text: agentText(agent, context.list.now), result: publicJson(agent) }
}

async function acceptAgent(context: CommandContext, prefix: string): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', prefix)
  const accepted = await app.acceptAgent(id)
  return { text: acceptedText(accepted), result: publicJson(accepted) }
}
