import type { ApprovalScope } from '../../src/protocol/approval.ts'
import type { PlanChange } from '../../src/protocol/plan-change.ts'
import type { ApprovalRow, AuditExplanation, AuditRow, GrantRow, RunRow } from '../../src/view/rows.ts'
import type { Problem } from '../server/problem.ts'

export interface Status {
  readonly workspace: string
  readonly engine: string
  readonly engine_reason: string
  readonly runs: number
  readonly running: number
  readonly approvals_pending: number
}

export type Answer =
  | { readonly decision: 'approved'; readonly scope: ApprovalScope; readonly plan?: PlanChange }
  | { readonly decision: 'denied'; readonly note?: string }
  | { readonly decision: 'answered'; readonly answer: string }

export type ChainCheck =
  | { readonly ok: true; readonly records: number; readonly head: string }
  | { readonly ok: false; readonly records: number; readonly first_bad: number; readonly problem: string }

export type InDoubtVerdict = 'done' | 'retry' | 'abandon'

export const api = {
  status: () => ask<Status>('/api/status'),
  runs: (query: { readonly status: string; readonly q: string }) =>
    ask<{ runs: RunRow[] }>(`/api/runs?${new URLSearchParams({ limit: '100', ...query })}`),
  startRun: (task: string) => tell<{ run_id: string }>('/api/runs', { task }),
  cancelRun: (run_id: string) => tell<unknown>(`/api/runs/${run_id}/cancel`, {}),
  resumeRun: (run_id: string, in_doubt?: InDoubtVerdict) =>
    tell<unknown>(`/api/runs/${run_id}/resume`, in_doubt === undefined ? {} : { in_doubt }),
  approvals: () => ask<{ approvals: ApprovalRow[] }>('/api/approvals?status=pending'),
  grants: () => ask<{ grants: GrantRow[] }>('/api/grants'),
  revokeGrant: (grant_id: string) => tell<unknown>(`/api/grants/${grant_id}/revoke`, {}),
  audit: (query: Readonly<Record<string, string>>) =>
    ask<{ records: AuditRow[] }>(`/api/audit?${new URLSearchParams({ chain: 'no', ...query })}`),
  explainAudit: (n: number) => ask<{ explanation: AuditExplanation }>(`/api/audit/${n}`),
  verifyAudit: () => ask<{ chain: ChainCheck }>('/api/audit?limit=1'),
  answer: (approval_id: string, answer: Answer) => tell<{ approval: ApprovalRow }>(`/api/approvals/${approval_id}`, answer),
}

/** What a person is told about a failed request. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function ask<T>(path: string): Promise<T> {
  return request<T>(path, { method: 'GET' })
}

function tell<T>(path: string, body: unknown): Promise<T> {
  return request<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new Error('claw does not answer. Is `claw web` still running?')
  })
  if (response.ok) return (await response.json()) as T
  const problem = (await response.json().catch(() => null)) as Problem | null
  if (problem === null) throw new Error(`The server answered ${response.status}.`)
  throw new Error(problem.fix === '' ? problem.detail : `${problem.detail} ${problem.fix}`)
}
