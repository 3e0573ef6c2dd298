import { EXIT_CODES } from '../../kernel/exit-codes.ts'
import { askedTitle } from '../asked-title.ts'
import type { AgentRow, ApprovalRow, DoctorCheck } from '../rows.ts'
import type { ListedRun } from '../run-list.ts'
import type { StuckRun } from '../stats/stats-rows.ts'

/** Something that waits for the person, and what settles it. All text is untrusted. */
export interface Need {
  /** Unique, and the same from look to look. */
  readonly key: string
  readonly kind: 'approval' | 'question' | 'in_doubt' | 'stuck' | 'parked' | 'interrupted' | 'agent' | 'check'
  readonly title: string
  readonly detail: string
  /** Since when; null: nobody knows. */
  readonly since: number | null
  readonly settle: Settle
}

/** What the button does: it leads somewhere, or acts on a run. */
export type Settle =
  | { readonly to: 'approvals' }
  | { readonly to: 'run'; readonly run_id: string; readonly deed?: 'resume' }
  | { readonly to: 'resume'; readonly run_id: string }
  | { readonly to: 'stop'; readonly run_id: string }
  | { readonly to: 'agent'; readonly agent_id: string }
  | { readonly to: 'system' }

export interface NeedsInput {
  readonly approvals: readonly ApprovalRow[]
  /** That wait or are interrupted. */
  readonly runs: readonly ListedRun[]
  readonly stuck: readonly StuckRun[]
  readonly agents: readonly AgentRow[]
  /** Of the last time that somebody let the doctor look; empty: nobody did. */
  readonly checks: readonly DoctorCheck[]
}

/** Most urgent first: what holds a run up now, then what may go on, then what is out of order. */
export function needsOf({ approvals, runs, stuck, agents, checks }: NeedsInput): readonly Need[] {
  const asked = new Set(approvals.map(({ run_id }) => run_id))
  return [
    ...approvals.map(ofApproval),
    ...runs.filter(({ status, waiting_reason }) => status === 'waiting' && waiting_reason === 'in_doubt').map(ofDoubt),
    ...stuck.filter(({ run_id, status }) => status !== 'waiting' || !asked.has(run_id)).map(ofStuck),
    ...runs.filter((run) => isParked(run) && !asked.has(run.run_id) && !stuck.some(({ run_id }) => run_id === run.run_id)).map(ofParked),
    ...runs.filter(({ status, resumable }) => status === 'interrupted' && resumable).map(ofInterrupted),
    ...agents.filter(({ status }) => status === 'broken').map(ofAgent),
    ...checks.filter(({ state }) => state === 'failed').map(ofCheck),
  ]
}

function ofApproval(row: ApprovalRow): Need {
  const { approval_id, kind, created_at } = row
  const what = kind === 'question' ? 'question' : 'approval'
  return { key: `approval ${approval_id}`, kind: what, ...askedWords(row), since: created_at, settle: { to: 'approvals' } }
}

function askedWords(row: ApprovalRow): Pick<Need, 'title' | 'detail'> {
  const { kind, agent_id, summary, why } = row
  switch (kind) {
    case 'tool':
    case 'api':
      return { title: askedTitle(row), detail: why }
    case 'create_agent':
      return { title: 'A new agent is proposed', detail: summary }
    case 'plan':
      return { title: 'A plan waits to be approved', detail: summary }
    case 'question':
      return { title: `${agent_id ?? 'An agent'} asks you`, detail: summary }
    default:
      return kind satisfies never
  }
}

function ofDoubt({ run_id, task, updated_at }: ListedRun): Need {
  const title = 'claw does not know whether an effect happened'
  return { key: `doubt ${run_id}`, kind: 'in_doubt', title, detail: task, since: updated_at, settle: { to: 'run', run_id } }
}

function ofStuck({ run_id, task, since, reason }: StuckRun): Need {
  const settle: Settle = reason === 'silent' ? { to: 'stop', run_id } : { to: reason === 'not_taken' ? 'resume' : 'run', run_id }
  return { key: `stuck ${run_id}`, kind: 'stuck', title: STUCK[reason], detail: task, since, settle }
}

const STUCK: Readonly<Record<StuckRun['reason'], string>> = {
  silent: 'A run says nothing any more',
  waiting: 'A run has waited for long',
  not_taken: 'No process has taken a run',
}

// Nobody holds it, and nothing of it is asked any more.
function isParked({ status, waiting_reason, held, resumable }: ListedRun): boolean {
  return status === 'waiting' && waiting_reason !== 'in_doubt' && !held && resumable
}

function ofParked({ run_id, task, updated_at }: ListedRun): Need {
  const title = 'A run was answered and can go on'
  return { key: `parked ${run_id}`, kind: 'parked', title, detail: task, since: updated_at, settle: { to: 'resume', run_id } }
}

function ofInterrupted({ run_id, task, error, exit_code, updated_at }: ListedRun): Need {
  const detail = error === null ? task : `${task} (${error.message})`
  return {
    key: `run ${run_id}`,
    kind: 'interrupted',
    title: 'A run was interrupted',
    detail,
    since: updated_at,
    // With the same limit it would end there again.
    settle: exit_code === EXIT_CODES.limit ? { to: 'run', run_id, deed: 'resume' } : { to: 'resume', run_id },
  }
}

function ofAgent({ agent_id, problem }: AgentRow): Need {
  const title = `The agent ${agent_id} is broken`
  return { key: `agent ${agent_id}`, kind: 'agent', title, detail: problem ?? '', since: null, settle: { to: 'agent', agent_id } }
}

function ofCheck({ name, detail }: DoctorCheck): Need {
  return { key: `check ${name}`, kind: 'check', title: `The check ${name} failed`, detail, since: null, settle: { to: 'system' } }
}
