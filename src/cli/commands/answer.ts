import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { decidedOutcome } from '../decided-outcome.ts'

/** `claw answer <id> <text>`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('approval', context.input.args['question'] ?? '')
  const { kind } = await app.getApproval(id)
  if (kind !== 'question')
    throw new ClawError('USAGE', `${id} is an approval, not a question.`, { fix: `claw approve ${id}; claw deny ${id}` })
  return decidedOutcome(app, id, await app.answerQuestion(id, context.input.args['text'] ?? ''))
}
