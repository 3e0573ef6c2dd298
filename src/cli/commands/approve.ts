import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject } from '../../kernel/json.ts'
import { APPROVAL_SCOPES, type ApprovalScope } from '../../protocol/approval.ts'
import { evaluationText } from '../../view/grant-text.ts'
import type { GrantEvaluation } from '../../view/rows.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { decidedOutcome } from '../decided-outcome.ts'
import { editPlan } from '../edit-plan.ts'
import { planChangeOf } from '../plan-change.ts'

/** `claw approve <id> [--scope once|run|window|always]`; of a plan `[--drop ID] [--edit ID.FIELD=VALUE] [--edit-plan FILE]`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { app, id } = await context.locate('approval', context.input.args['approval'] ?? '')
  const row = await app.getApproval(id)
  if (row.kind === 'question') throw new ClawError('USAGE', `${id} is a question, not an approval.`, { fix: `claw answer ${id} "<text>"` })
  const scope = scopeOf(context)
  const wanted = context.input.options['edit-plan'] === '-' ? await editPlan(context, row) : planChangeOf(row, context.input.options)
  const decided = await app.decideApproval(id, { decision: 'approved', scope, ...(wanted === undefined ? {} : { plan: wanted }) })
  const outcome = await decidedOutcome(app, id, decided)
  return decided && isSaved(scope) ? withEvaluation(outcome, await app.evaluateApproval(id)) : outcome
}

function scopeOf({ input: { options } }: CommandContext): ApprovalScope {
  const fallback = options['for-run'] === true ? 'run' : 'once'
  return APPROVAL_SCOPES.find((scope) => scope === options['scope']) ?? fallback
}

function isSaved(scope: ApprovalScope): boolean {
  return scope === 'window' || scope === 'always'
}

/** What was saved is tried on the very call. */
function withEvaluation(outcome: CommandOutcome, evaluation: GrantEvaluation | undefined): CommandOutcome {
  const told = evaluation === undefined ? 'evaluated again when the run goes on' : evaluationText(evaluation)
  const result = {
    ...(isJsonObject(outcome.result) ? outcome.result : {}),
    evaluation: evaluation === undefined ? null : { ...evaluation },
  }
  return { ...outcome, text: `${outcome.text ?? ''}\n${told}   (claw grants)`, result }
}
