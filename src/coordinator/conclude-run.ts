import { ClawError } from '../kernel/claw-error.ts'
import { ERROR_CODES, EXIT_CODES, exitCodeFor, isErrorCode } from '../kernel/error-codes.ts'
import type { Json } from '../kernel/json.ts'
import type { WireError } from '../protocol/messages.ts'
import type { ErrorDocument, RunStatus, WaitingReason } from '../protocol/run.ts'
import { answeringRows } from './answering-rows.ts'
import type { RunContext } from './run-context.ts'
import { SuspensionError } from './suspension-error.ts'

/** How the owner lets go of a run. */
export interface Conclusion {
  readonly status: RunStatus
  readonly waiting_reason: WaitingReason | null
  readonly exit_code: number
  readonly error: ErrorDocument | null
  readonly ids: readonly string[]
}

/** From what the subtasks have come to. */
export function concludeRows(context: RunContext): Conclusion {
  if (context.options.plan_only) return ended('completed', EXIT_CODES.done, null)
  const rows = context.ports.store.subtasks.list(context.run.run_id).filter((row) => !row.spec.delegated_by)
  const failed = rows.filter((row) => row.status === 'failed')
  const worst = failed.map((row) => row.error).find((error) => error !== null && isResumable(error.code)) ?? failed[0]?.error
  const succeeded = answeringRows(context).some((row) => row.status === 'succeeded')
  if (rows.length > 0 && rows.every((row) => row.status === 'succeeded')) return ended('completed', EXIT_CODES.done, null)
  const error: WireError = worst ?? { code: 'RUN_FAILED', message: 'No subtask succeeded.', retryable: false }
  if (succeeded && !isResumable(error.code)) return ended('partial', EXIT_CODES.partial, document(context, error))
  return byCode(context, error)
}

/** From what ended the graph before its end. */
export function concludeError(context: RunContext, error: unknown): Conclusion {
  if (error instanceof SuspensionError) return parked(context, error)
  if (error instanceof ClawError) return byCode(context, { code: error.code, message: error.message, retryable: false }, error)
  const message = error instanceof Error ? error.message : String(error)
  const shown = document(context, { code: 'INTERNAL', message, retryable: false })
  const kept = context.ports.keepFault(error)
  return ended('interrupted', EXIT_CODES.internal, kept === undefined ? shown : { ...shown, where: `${shown.where}, ${kept}` })
}

function isResumable(code: string): boolean {
  const exit = exitCodeFor(code)
  return exit === EXIT_CODES.model || exit === EXIT_CODES.limit
}

function byCode(context: RunContext, error: WireError, source?: ClawError): Conclusion {
  const exit = exitCodeFor(error.code)
  const shown = document(context, error, source)
  if (error.code === 'CANCELLED')
    return ended('cancelled', source?.data['signal'] === 'SIGTERM' ? EXIT_CODES.terminated : EXIT_CODES.interrupted, shown)
  if (exit === EXIT_CODES.denied) return ended('denied', exit, shown)
  if (exit === EXIT_CODES.limit || exit === EXIT_CODES.configuration || exit === EXIT_CODES.tryAgain)
    return ended('interrupted', exit, shown)
  if (exit === EXIT_CODES.internal) return ended('interrupted', exit, shown)
  return ended('failed', exit === EXIT_CODES.model ? exit : EXIT_CODES.failed, shown)
}

function parked(context: RunContext, error: SuspensionError): Conclusion {
  const { reason, ids } = error.suspension
  const run = context.run.run_id
  const fix = {
    approval: `claw approve ${ids[0] ?? ''} && claw resume ${run}`,
    answer: `claw answer ${ids[0] ?? ''} "<text>" && claw resume ${run}`,
    in_doubt: `claw resume ${run} --in-doubt done|retry|abandon`,
  }[reason]
  const shown = { ...document(context, { code: error.code, message: error.message, retryable: false }), fix }
  return { status: 'waiting', waiting_reason: reason, exit_code: EXIT_CODES.parked, error: shown, ids }
}

function ended(status: RunStatus, exit_code: number, error: ErrorDocument | null): Conclusion {
  return { status, waiting_reason: null, exit_code, error, ids: [] }
}

function document(context: RunContext, error: WireError, source?: ClawError): ErrorDocument {
  const general = isErrorCode(error.code) ? ERROR_CODES[error.code].fix : 'claw runlog <run>'
  const suggestions = suggestionsOf(source?.data['suggestions'] as Json | undefined)
  return {
    code: error.code,
    message: context.ports.redactor.text(suggestions === '' ? error.message : `${error.message}\n${suggestions}`),
    fix: (context.waysOut.get(error.message) ?? source?.fix ?? general).replaceAll('<run>', context.run.run_id),
    where: `run ${context.run.run_id}, ${context.ports.store.events.mirrorPath(context.run.run_id)}`,
  }
}

function suggestionsOf(value: Json | undefined): string {
  if (!Array.isArray(value) || value.length === 0) return ''
  return ['I can, for example:', ...value.map((item) => `  ${String(item)}`)].join('\n')
}
