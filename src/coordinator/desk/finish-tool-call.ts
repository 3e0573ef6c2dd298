import type { Json } from '../../kernel/json.ts'
import { LINE_BYTES } from '../../protocol/limits.ts'
import type { ToolCallIntent, ToolCallResult } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import { boundResult } from '../../tools/bound-result.ts'
import type { ToolOutcome } from '../../tools/define-tool.ts'
import type { AttemptSession } from './attempt-session.ts'
import { recordAnswer } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

const EVENT_BYTES = 48 * 1024

export interface FinishedToolCall {
  readonly placed: Placed<ToolCallIntent>
  readonly entry: JournalEntry
  readonly outcome: ToolOutcome
  /** Monotonic; undefined when nothing was carried out. */
  readonly started_at: number | undefined
}

/** Redacts and bounds the result, keeps what was cut under a ref, journals the answer and tells the event log. */
export async function finishToolCall(session: AttemptSession, finished: FinishedToolCall): Promise<ToolCallResult> {
  const { placed, entry, outcome } = finished
  const answer = toAnswer(session, placed.intent.id, outcome)
  if (answer.ok) session.evidence.add(answer.id)
  return recordAnswer(session, entry, answer, () => emitFinished(session, finished, answer))
}

function toAnswer(session: AttemptSession, id: string, outcome: ToolOutcome): ToolCallResult {
  const { redactor, store } = session.context.ports
  const base = {
    type: 'tool_call_result' as const,
    id,
    ok: outcome.ok,
    ...(outcome.ok ? {} : { error: { ...outcome.error, message: redactor.text(outcome.error.message) } }),
  }
  if (outcome.result === undefined) return base
  const bounded = boundResult(redactor.json(outcome.result), LINE_BYTES)
  if (bounded.full === null) return { ...base, result: bounded.result }
  const bytes = Buffer.from(bounded.full)
  const ref = store.refs.put({ run_id: session.key.run_id, subtask_id: session.key.subtask_id }, bytes)
  return { ...base, result: bounded.result, truncated: { bytes: bytes.length, ref } }
}

function emitFinished(session: AttemptSession, finished: FinishedToolCall, answer: ToolCallResult): void {
  const result: Json = answer.result ?? null
  const shown = boundResult(result, EVENT_BYTES)
  session.context.emit({
    type: 'tool.finished',
    subtask_id: session.key.subtask_id,
    attempt: session.key.attempt,
    data: {
      intent_id: answer.id,
      tool: finished.placed.intent.tool,
      ok: answer.ok,
      result: shown.result,
      error: answer.error ?? null,
      bytes: answer.truncated?.bytes ?? JSON.stringify(result).length,
      truncated: answer.truncated !== undefined || shown.full !== null,
      duration_ms: finished.started_at === undefined ? 0 : Math.round(session.context.ports.clock.monotonic() - finished.started_at),
      replayed: false,
    },
  })
}
