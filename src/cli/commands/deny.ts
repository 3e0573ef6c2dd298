import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { decidedOutcome } from '../decided-outcome.ts'

/** `claw deny <id> [reason]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('approval', context.input.args['approval'] ?? '')
  const { kind } = await app.getApproval(id)
  if (kind === 'question') throw new ClawError('USAGE', `${id} is a question, not an approval.`, { fix: `claw answer ${id} "<text>"` })
  const note = context.input.options['note']
  const reason = context.input.args['reason'] ?? (typeof note === 'string' ? note : undefined)
  return decidedOutcome(app, id, await app.decideApproval(id, { decision: 'denied', ...(reason === undefined ? {} : { note: reason }) }))
}
