import { agentText } from '../../view/agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

/** `claw agent <id>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', context.input.args['agent'] ?? '')
  const agent = await app.getAgent(id, { include_embedding: context.input.options['include-embedding'] === true })
  return { text: agentText(agent, context.list.now), result: publicJson(agent) }
}
