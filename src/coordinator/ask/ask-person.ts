import type { ApprovalMode } from '../../config/config.ts'
import type { Json } from '../../kernel/json.ts'
import type { ApprovalFacts, ApprovalScope } from '../../protocol/approval.ts'
import type { ApprovalKind, ApprovalRecord } from '../../store/records.ts'
import type { RunContext } from '../run-context.ts'
import { SuspensionError } from '../suspension-error.ts'
import { awaitDecision } from './await-decision.ts'
import { createRequest } from './create-request.ts'

export interface AskInput {
  readonly kind: ApprovalKind
  readonly mode: ApprovalMode
  /** What says so in the modes `approve` and `deny`; absent: the setting. */
  readonly decided_by?: string
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly agent_id: string | null
  /** Canonical: what is shown is what is hashed and what runs. */
  readonly args: Json
  readonly args_hash: string
  readonly summary: string
  readonly why: string
  readonly claim: string
  /** What the host knows about it, for the one who decides. */
  readonly facts: ApprovalFacts
  readonly options?: readonly string[]
  readonly timeoutMs?: number
  /** The clocks of the capsule stand still while a person is waited for. */
  readonly clock: { pause(): () => void }
  readonly signal: AbortSignal
}

export interface AskVerdict {
  readonly approved: boolean
  /** A person or a setting said no; neither of both: nobody answered in time. */
  readonly denied: boolean
  readonly by: string
  readonly note: string
  readonly approval_id: string
  readonly answer: string | null
  readonly scope: ApprovalScope | null
}

/**
 * Asks a person once: an answer that is there is taken; the first answer from anywhere wins; with nobody there the run parks. The answer is
 * used up in the transaction in which `settle` writes what follows from it, so that a crash loses neither.
 */
export async function askPerson<T>(context: RunContext, input: AskInput, settle: (verdict: AskVerdict) => T): Promise<T> {
  for (;;) {
    const settled = context.transaction(() => useAnswer(context, input, settle))
    if (settled) return settled.value
    const row = openRequest(context, input)
    if (input.mode === 'approve' || input.mode === 'deny') decideUnasked(context, row, input)
    else if (context.ports.prompt === null) throw park(input, row)
    else await awaitDecision(context, input, row)
  }
}

function useAnswer<T>(context: RunContext, input: AskInput, settle: (verdict: AskVerdict) => T): { readonly value: T } | undefined {
  const verdict = takeAnswer(context, input)
  return verdict && { value: settle(verdict) }
}

/** The answer to this very thing that is there already; it is used up by this. Inside the transaction that writes what follows from it. */
export function takeAnswer(context: RunContext, input: AskInput): AskVerdict | undefined {
  const row = context.ports.store.approvals.take(context.fence, sameThing(input))
  return row && toVerdict(row)
}

function openRequest(context: RunContext, input: AskInput): ApprovalRecord {
  return context.ports.store.approvals.pending(context.run.run_id, sameThing(input)) ?? createRequest(context, input)
}

function sameThing({ kind, args_hash, subtask_id }: AskInput): Pick<ApprovalRecord, 'kind' | 'args_hash' | 'subtask_id'> {
  return { kind, args_hash, subtask_id }
}

function decideUnasked(context: RunContext, row: ApprovalRecord, { mode, decided_by: by = `setting:${mode}` }: AskInput): void {
  const status = mode === 'approve' ? 'approved' : 'denied'
  context.ports.store.approvals.decide(row.approval_id, { status, by, scope: 'once' })
}

function park(input: AskInput, row: ApprovalRecord): SuspensionError {
  const reason = input.kind === 'question' ? 'answer' : 'approval'
  const waiting = reason === 'answer' ? 'an answer' : 'an approval'
  return new SuspensionError({ reason, ids: [row.approval_id] }, `Waiting for ${waiting}: ${input.summary}`)
}

function toVerdict(row: ApprovalRecord): AskVerdict {
  const expired = row.status === 'expired' ? 'nobody answered in time' : ''
  return {
    approved: row.status === 'approved',
    denied: row.status === 'denied',
    by: row.decided_by ?? 'claw',
    note: row.note ?? expired,
    approval_id: row.approval_id,
    answer: row.answer,
    scope: row.scope,
  }
}
