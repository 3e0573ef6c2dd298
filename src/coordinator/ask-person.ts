import type { ApprovalMode } from '../config/config.ts'
import { raceAbort, sleep } from '../kernel/abort.ts'
import { isoTime } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import type { Json } from '../kernel/json.ts'
import type { ApprovalKind, ApprovalRecord } from '../store/records.ts'
import type { PromptAnswer } from './ports.ts'
import type { RunContext } from './run-context.ts'
import { SuspensionError } from './suspension-error.ts'

export interface AskInput {
  readonly kind: ApprovalKind
  readonly mode: ApprovalMode
  readonly subtask_id: string | null
  readonly attempt: number | null
  readonly agent_id: string | null
  /** Canonical: what is shown is what is hashed and what runs. */
  readonly args: Json
  readonly args_hash: string
  readonly summary: string
  readonly why: string
  readonly claim: string
  readonly options?: readonly string[]
  readonly timeoutMs?: number
  /** The clocks of the capsule stand still while a person is waited for. */
  readonly clock: { pause(): () => void }
  readonly signal: AbortSignal
}

export interface AskVerdict {
  readonly approved: boolean
  readonly by: string
  readonly note: string
  readonly approval_id: string
  readonly answer: string | null
}

const PARKED_MS = 24 * 3600 * 1000
const POLL_MS = 250

/** Asks a person once: an answer that is there is taken; the first answer from anywhere wins; with nobody there the run parks. */
export async function askPerson(context: RunContext, input: AskInput): Promise<AskVerdict> {
  const { store } = context.ports
  const wanted = { kind: input.kind, args_hash: input.args_hash, subtask_id: input.subtask_id }
  const taken = context.transaction(() => store.approvals.take(context.fence, wanted))
  if (taken) return toVerdict(taken)
  const row = store.approvals.pending(context.run.run_id, wanted) ?? createRow(context, input)
  if (input.mode === 'approve' || input.mode === 'deny') return bySetting(context, row, input.mode)
  if (context.ports.prompt === null) throw park(input, row)
  return waitForAnswer(context, input, row)
}

function createRow(context: RunContext, input: AskInput): ApprovalRecord {
  const { store, clock } = context.ports
  const expires_at = clock.now() + (timeoutOf(context, input) ?? PARKED_MS)
  return context.transaction(() => {
    const { mode: _m, clock: _c, signal: _s, timeoutMs: _t, ...fields } = input
    const row = store.approvals.create(context.fence, {
      ...fields,
      approval_id: newId(),
      run_id: context.run.run_id,
      options: input.options ?? [],
      expires_at,
    })
    const { approval_id } = row
    if (input.kind === 'question')
      context.emit({
        type: 'question.asked',
        ...place(input),
        data: { question_id: approval_id, question: input.summary, options: [...(input.options ?? [])] },
      })
    else
      context.emit({
        type: 'approval.requested',
        ...place(input),
        data: {
          approval_id,
          kind: input.kind,
          summary: input.summary,
          why: input.why,
          args: input.args,
          args_hash: input.args_hash,
          expires_at: isoTime(expires_at),
        },
      })
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

function place(input: AskInput): { subtask_id?: string; attempt?: number } {
  return {
    ...(input.subtask_id === null ? {} : { subtask_id: input.subtask_id }),
    ...(input.attempt === null ? {} : { attempt: input.attempt }),
  }
}

// The timeout of paid calls counts only while somebody is attached; a parked one has 24 hours.
function timeoutOf(context: RunContext, input: AskInput): number | undefined {
  if (context.ports.prompt === null) return undefined
  return input.kind === 'api' ? context.ports.approvals.timeoutMs : input.timeoutMs
}

function bySetting(context: RunContext, row: ApprovalRecord, mode: 'approve' | 'deny'): AskVerdict {
  const status = mode === 'approve' ? 'approved' : 'denied'
  const decided = context.ports.store.approvals.decide(row.approval_id, { status, by: `setting:${mode}`, scope: 'once' })
  return toVerdict(decided ?? mustGet(context, row.approval_id))
}

function park(input: AskInput, row: ApprovalRecord): SuspensionError {
  const reason = input.kind === 'question' ? 'answer' : 'approval'
  return new SuspensionError(
    { reason, ids: [row.approval_id] },
    `Waiting for ${reason === 'answer' ? 'an answer' : 'an approval'}: ${input.summary}`,
  )
}

async function waitForAnswer(context: RunContext, input: AskInput, row: ApprovalRecord): Promise<AskVerdict> {
  const resume = input.clock.pause()
  const stop = new AbortController()
  const signal = AbortSignal.any([input.signal, stop.signal])
  setWaiting(context, input.kind === 'question' ? 'answer' : 'approval')
  try {
    const decided = await raceAbort(
      Promise.race([...fromTerminal(context, input, row, signal), fromElsewhere(context, row, timeoutOf(context, input), signal)]),
      input.signal,
    )
    return toVerdict(decided)
  } finally {
    stop.abort()
    setWaiting(context, null)
    resume()
  }
}

function setWaiting(context: RunContext, reason: 'approval' | 'answer' | null): void {
  context.ports.store.runs.update(context.fence, { status: reason === null ? 'running' : 'waiting', waiting_reason: reason })
}

// In mode `web` the terminal is not asked: the answer comes from another process.
function fromTerminal(context: RunContext, input: AskInput, row: ApprovalRecord, signal: AbortSignal): Promise<ApprovalRecord>[] {
  const { prompt, agents } = context.ports
  if (prompt === null || input.mode === 'web') return []
  const agent_name = (input.agent_id === null ? undefined : agents.get(input.agent_id)?.manifest.name) ?? 'claw'
  const kind = input.kind === 'question' ? 'question' : 'approval'
  const answered = prompt({ kind, approval: row, agent_name }, signal).then((answer) => applyAnswer(context, row, answer))
  answered.catch(() => undefined)
  return [answered]
}

function applyAnswer(context: RunContext, row: ApprovalRecord, answer: PromptAnswer): ApprovalRecord {
  const by = context.run.actor
  const decided = context.ports.store.approvals.decide(row.approval_id, toDecision(answer, by))
  return decided ?? mustGet(context, row.approval_id)
}

function toDecision(answer: PromptAnswer, by: string): Parameters<RunContext['ports']['store']['approvals']['decide']>[1] {
  switch (answer.kind) {
    case 'approved':
      return { status: 'approved', by, scope: answer.scope }
    case 'denied':
      return { status: 'denied', by, note: answer.note }
    case 'answered':
      return { status: 'answered', by, answer: answer.text }
    default:
      return answer satisfies never
  }
}

async function fromElsewhere(
  context: RunContext,
  row: ApprovalRecord,
  timeoutMs: number | undefined,
  signal: AbortSignal,
): Promise<ApprovalRecord> {
  const { store, clock } = context.ports
  const deadline = timeoutMs === undefined ? row.expires_at : clock.now() + timeoutMs
  for (;;) {
    const current = mustGet(context, row.approval_id)
    if (current.status !== 'pending') return current
    if (clock.now() >= deadline)
      return store.approvals.decide(row.approval_id, { status: 'expired', by: 'claw' }) ?? mustGet(context, row.approval_id)
    await sleep(POLL_MS, signal)
  }
}

function mustGet(context: RunContext, approval_id: string): ApprovalRecord {
  const row = context.ports.store.approvals.get(approval_id)
  if (!row) throw new Error(`approval ${approval_id} vanished`)
  return row
}

function toVerdict(row: ApprovalRecord): AskVerdict {
  const expired = row.status === 'expired' ? 'nobody answered in time' : ''
  return {
    approved: row.status === 'approved',
    by: row.decided_by ?? 'claw',
    note: row.note ?? expired,
    approval_id: row.approval_id,
    answer: row.answer,
  }
}
