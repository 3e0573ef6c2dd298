import type { Json } from '../../kernel/json.ts'
import { LINE_BYTES } from '../../protocol/limits.ts'
import type { ToolCallIntent, ToolCallResult } from '../../protocol/messages.ts'
import { toWireJson } from '../../protocol/to-wire-json.ts'
import type { JournalEntry } from '../../store/records.ts'
import { boundResult } from '../../tools/bound-result.ts'
import type { ToolOutcome } from '../../tools/define-tool.ts'
import type { JudgedCall } from '../../tools/executor.ts'
import { provenanceOf } from '../taint/provenance-of.ts'
import type { AttemptSession } from './attempt-session.ts'
import { recordAnswer } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

const EVENT_BYTES = 48 * 1024

export interface FinishedToolCall {
  readonly placed: Placed<ToolCallIntent>
  readonly entry: JournalEntry
  readonly outcome: ToolOutcome
  /** undefined for a call that was refused before it was judged. */
  readonly call: JudgedCall | undefined
  /** Monotonic; undefined when nothing was carried out. */
  readonly started_at: number | undefined
}

/** Redacts and bounds the result, keeps what was cut under a ref, journals the answer and tells the event log. */
export async function finishToolCall(session: AttemptSession, finished: FinishedToolCall): Promise<ToolCallResult> {
  const { placed, entry, outcome } = finished
  const answer = withProvenance(session, finished, toAnswer(session, placed.intent.id, outcome))
  if (answer.ok) session.evidence.set(answer.id, entry.seq)
  return recordAnswer(session, entry, answer, () => {
    markTaint(session, finished, answer)
    emitFinished(session, finished, answer)
  })
}

// What claw itself says about a refusal is not content; whatever a tool brought back is, a failure's output too.
function withProvenance({ context, key }: AttemptSession, { call }: FinishedToolCall, answer: ToolCallResult): ToolCallResult {
  if (call === undefined || answer.result === undefined) return answer
  const { effect, args, tool } = call
  const content = {
    run_id: key.run_id,
    intent_id: answer.id,
    tool: tool.name,
    effect,
    args,
    workspace: context.ports.workspace,
    result: answer.result,
  }
  return {
    ...answer,
    provenance: provenanceOf({ ...content, networked: !context.ports.contained, tainted: context.taint.now().untrusted }),
  }
}

// A file that was written tells nothing that the agent did not know.
function markTaint({ context, key }: AttemptSession, { call }: FinishedToolCall, { provenance }: ToolCallResult): void {
  if (call === undefined || provenance === undefined || call.effect === 'write') return
  const place = { subtask_id: key.subtask_id, attempt: key.attempt }
  context.taint.mark(provenance.trust, provenance.source, place)
  // A command without a sandbox reads what it likes, whatever else it brings in.
  if (call.effect === 'exec') context.taint.mark('private', provenance.source, place)
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
  const bounded = boundResult(redactor.json(toWireJson(outcome.result)), LINE_BYTES)
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
