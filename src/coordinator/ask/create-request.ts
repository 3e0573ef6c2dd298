import { isoTime } from '../../kernel/clock.ts'
import { newId } from '../../kernel/ids.ts'
import type { NewEvent } from '../../protocol/events.ts'
import type { ApprovalRecord } from '../../store/records.ts'
import { placeOf } from '../place-of.ts'
import type { RunContext } from '../run-context.ts'
import type { AskInput } from './ask-person.ts'

const PARKED_MS = 24 * 3600 * 1000

/** The row that a person answers, with its event and its audit record. */
export function createRequest(context: RunContext, input: AskInput): ApprovalRecord {
  const { store, clock } = context.ports
  const expires_at = clock.now() + PARKED_MS
  const { mode: _m, clock: _c, signal: _s, timeoutMs: _t, decided_by: _d, ...fields } = input
  return context.transaction(() => {
    const row = store.approvals.create(context.fence, {
      ...fields,
      approval_id: newId(),
      run_id: context.run.run_id,
      options: input.options ?? [],
      expires_at,
    })
    context.emit(requestEvent(input, row))
    context.audit({
      actor: 'claw',
      action: 'approval.requested',
      target: input.summary,
      subtask_id: input.subtask_id,
      agent_id: input.agent_id,
      reason: input.why,
      args_hash: input.args_hash,
    })
    return row
  })
}

function requestEvent(input: AskInput, { approval_id, expires_at }: ApprovalRecord): NewEvent {
  const place = placeOf(input)
  const { kind, summary, why, args, args_hash } = input
  if (kind === 'question')
    return { type: 'question.asked', ...place, data: { question_id: approval_id, question: summary, options: [...(input.options ?? [])] } }
  const data = { approval_id, kind, summary, why, args, args_hash, expires_at: isoTime(expires_at) }
  return { type: 'approval.requested', ...place, data }
}
