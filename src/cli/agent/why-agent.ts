import { agentWhyText } from '../../view/agent-why-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import { whyQuestion } from '../why-question.ts'
import type { AgentWords } from './agent-actions.ts'

/** `claw agent why "<task>"`. */
export async function whyAgent(context: CommandContext, { text }: AgentWords): Promise<CommandOutcome> {
  const { task, options } = await whyQuestion(context, text)
  const why = await (await context.app()).whyAgent(task, options)
  return { text: agentWhyText(why, context.list), result: publicJson(why) }
}
