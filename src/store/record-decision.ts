import type { NewEvent } from '../protocol/events.ts'
import type { ApprovalRecord } from './records.ts'
import type { AuditLog, EventLog } from './store.ts'

/** The event and the audit record of a decision. Called in the transaction that writes the decision itself. */
export function recordDecision({ events, audit }: { events: EventLog; audit: AuditLog }, approval: ApprovalRecord): void {
  const { run_id, subtask_id, attempt } = approval
  const place = { ...(subtask_id === null ? {} : { subtask_id }), ...(attempt === null ? {} : { attempt }) }
  events.appendUnfenced(run_id, { ...decisionEvent(approval), ...place, actor: approval.decided_by ?? 'claw' })
  audit.append({
    actor: approval.decided_by ?? 'claw',
    action: approval.kind === 'question' ? 'question.answered' : 'approval.decided',
    target: approval.approval_id,
    run_id,
    subtask_id,
    agent_id: approval.agent_id,
    decision: approval.status,
    rule: approval.why,
    reason: approval.note,
    args_hash: approval.args_hash,
    detail: {
      kind: approval.kind,
      scope: approval.scope,
      summary: approval.summary,
      ...(approval.kind === 'plan' ? { change: approval.answer } : {}),
    },
  })
}

function decisionEvent(approval: ApprovalRecord): NewEvent {
  const by = approval.decided_by ?? 'claw'
  const { approval_id, kind, status } = approval
  if (kind === 'question') return { type: 'question.answered', data: { question_id: approval_id, answer: approval.answer, by } }
  const decision = status === 'approved' || status === 'denied' ? status : 'expired'
  return { type: 'approval.decided', data: { approval_id, kind, decision, scope: approval.scope ?? '', by, note: approval.note ?? '' } }
}
