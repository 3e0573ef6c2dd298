import { ClawError } from '../../kernel/claw-error.ts'
import { APPROVAL_SCOPES, type ApprovalScope } from '../../protocol/approval.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { decidedOutcome } from '../decided-outcome.ts'

/** `claw approve <id> [--scope once|run|window|always]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('approval', context.input.args['approval'] ?? '')
  const { kind } = await app.getApproval(id)
  if (kind === 'question') throw new ClawError('USAGE', `${id} is a question, not an approval.`, { fix: `claw answer ${id} "<text>"` })
  const scope = scopeOf(context)
  return decidedOutcome(app, id, await app.decideApproval(id, { decision: 'approved', scope }))
}

function scopeOf({ input: { options } }: CommandContext): ApprovalScope {
  const fallback = options['for-run'] === true ? 'run' : 'once'
  return APPROVAL_SCOPES.find((scope) => scope === options['scope']) ?? fallback
}
