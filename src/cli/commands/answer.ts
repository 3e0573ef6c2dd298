import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { decidedOutcome } from '../decided-outcome.ts'

/** `claw answer <id> <text>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('approval', context.input.args['question'] ?? '')
  const { kind, options } = await app.getApproval(id)
  if (kind !== 'question')
    throw new ClawError('USAGE', `${id} is an approval, not a question.`, { fix: `claw approve ${id}, or: claw deny ${id} "<why>"` })
  const text = context.input.args['text'] ?? ''
  // The options are shown with numbers: a number means its option, as it does in the prompt.
  return decidedOutcome(app, id, await app.answerQuestion(id, options[Number(text) - 1] ?? text))
}
