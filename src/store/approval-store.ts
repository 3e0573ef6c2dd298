import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { toJson } from '../kernel/json.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { ApprovalQuery } from './approval-query.ts'
import { type ApprovalRow, toApproval } from './approval-row.ts'
import type { Connection } from './connection.ts'
import { likeText } from './like-text.ts'
import { recordDecision } from './record-decision.ts'
import type { ApprovalRecord, Fence } from './records.ts'
import { APPROVAL_SQL } from './sql/approval-sql.ts'
import { prepareStatements } from './statements.ts'
import type { ApprovalAnswer, ApprovalStore, AuditLog, EventLog } from './store.ts'
import type { UnitOfWork } from './unit-of-work.ts'

export interface ApprovalStoreOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  readonly redactor: Redactor
  readonly events: EventLog
  readonly audit: AuditLog
}

export function createApprovalStore(options: ApprovalStoreOptions): ApprovalStore {
  const { unit, clock, redactor } = options
  const sql = prepareStatements(options.connection, APPROVAL_SQL)

  // Only what is shown is redacted: `args_hash` stands for the arguments as they are, and nothing runs from the row.
  function create(fence: Fence, approval: Parameters<ApprovalStore['create']>[1]): ApprovalRecord {
    if (fence.run_id !== approval.run_id)
      throw new ClawError('INTERNAL', `Approval of run ${approval.run_id} under a fence of ${fence.run_id}.`)
    return unit.run(fence, () => {
      sql.insert.run({
        ...approval,
        args: JSON.stringify(redactor.json(toJson(approval.args))),
        summary: redactor.text(approval.summary),
        why: redactor.text(approval.why),
        claim: redactor.text(approval.claim),
        options: JSON.stringify(approval.options.map(redactor.text)),
        facts: JSON.stringify(redactor.json(toJson(approval.facts))),
        created_at: clock.now(),
      })
      return requireApproval(approval.approval_id)
    })
  }

  function get(approval_id: string): ApprovalRecord | undefined {
    const row = sql.get.get<ApprovalRow>(approval_id)
    return row && toApproval(row)
  }

  function requireApproval(approval_id: string): ApprovalRecord {
    const approval = get(approval_id)
    if (approval === undefined) throw new ClawError('NOT_FOUND', `There is no approval ${approval_id}.`, { fix: 'claw approvals' })
    return approval
  }

  function decide(
    approval_id: string,
    answer: ApprovalAnswer,
    also: (row: ApprovalRecord) => void = () => undefined,
  ): ApprovalRecord | undefined {
    return unit.run(undefined, () => {
      const approval = requireApproval(approval_id)
      if (approval.status !== 'pending') return undefined
      if (answer.status !== 'expired' && clock.now() >= approval.expires_at) {
        write(approval_id, { status: 'expired', by: 'claw' })
        return undefined
      }
      checkFits(approval, answer)
      const decided = write(approval_id, answer)
      if (decided) also(decided)
      return decided
    })
  }

  function write(approval_id: string, answer: ApprovalAnswer): ApprovalRecord | undefined {
    const scope = answer.status === 'expired' ? null : (answer.scope ?? 'once')
    const values = { approval_id, status: answer.status, by: answer.by, scope, note: answer.note ?? null, answer: answer.answer ?? null }
    const row = sql.decide.get<ApprovalRow>({ ...values, now: clock.now() })
    if (row === undefined) return undefined
    const approval = toApproval(row)
    recordDecision(options, approval)
    return approval
  }

  function expireDue(): void {
    const due = sql.due.all<{ id: string }>(clock.now())
    for (const { id } of due) decide(id, { status: 'expired', by: 'claw' })
  }

  function take(fence: Fence, wanted: Parameters<ApprovalStore['take']>[1]): ApprovalRecord | undefined {
    return unit.run(fence, () => {
      const row = sql.answered.get<ApprovalRow>({ ...wanted, run_id: fence.run_id })
      if (row === undefined) return undefined
      if (row.scope === 'run') return toApproval(row)
      sql.consume.run(row.id)
      return toApproval({ ...row, consumed: 1 })
    })
  }

  function spend(fence: Fence, wanted: Parameters<ApprovalStore['spend']>[1]): ApprovalRecord | undefined {
    return unit.run(fence, () => {
      const row = sql.spend.get<ApprovalRow>({ ...wanted, run_id: fence.run_id })
      return row && toApproval(row)
    })
  }

  function announced(run_id: string, wanted: Parameters<ApprovalStore['announced']>[1]): ApprovalRecord | undefined {
    const row = sql.announced.get<ApprovalRow>({ ...wanted, run_id })
    return row && toApproval(row)
  }

  function pending(run_id: string, wanted: Parameters<ApprovalStore['pending']>[1]): ApprovalRecord | undefined {
    expireDue()
    const row = sql.pending.get<ApprovalRow>({ ...wanted, run_id })
    return row && toApproval(row)
  }

  function list({ status, kind, agent, text, run_id, after, limit }: ApprovalQuery): ApprovalRecord[] {
    expireDue()
    const some = (words: string | readonly string[] | undefined): string | null =>
      words === undefined ? null : JSON.stringify([words].flat())
    const like = (words: string | undefined): string | null => (words === undefined ? null : likeText(words))
    const named = { run_id: run_id ?? null, after: after ?? null, agent: like(agent), text: like(text), limit }
    return sql.list.all<ApprovalRow>({ ...named, status: some(status), kind: some(kind) }).map(toApproval)
  }

  return {
    create,
    get,
    byPrefix: (prefix) => sql.byPrefix.all<{ id: string }>({ prefix }).map((row) => row.id),
    list,
    expireDue,
    decide,
    take,
    announced,
    spend,
    pending,
  }
}

function checkFits(approval: ApprovalRecord, answer: ApprovalAnswer): void {
  const isQuestion = approval.kind === 'question'
  if (isQuestion && answer.status === 'approved') {
    throw new ClawError('USAGE', `${approval.approval_id} is a question, not an approval.`, {
      fix: `claw answer ${approval.approval_id} "..."`,
    })
  }
  if (!isQuestion && answer.status === 'answered') {
    throw new ClawError('USAGE', `${approval.approval_id} is an approval, not a question.`, { fix: `claw approve ${approval.approval_id}` })
  }
}
