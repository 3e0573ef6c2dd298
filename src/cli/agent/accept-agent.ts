import { acceptedText } from '../../view/accepted-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'

/** `claw agent accept <id>`. */
export async function acceptAgent(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', subject)
  const accepted = await app.acceptAgent(id)
  return { text: acceptedText(accepted), result: publicJson(accepted) }
}
