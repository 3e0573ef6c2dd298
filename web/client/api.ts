import { hc } from 'hono/client'
import type { JSONValue } from 'hono/utils/types'
import type { Json } from '../../src/kernel/json.ts'
import type { ApprovalScope } from '../../src/protocol/approval.ts'
import type { PlanChange } from '../../src/protocol/plan-change.ts'
import type { Api } from '../server/create-api.ts'
import type { Problem } from '../server/problem.ts'

export type Answer =
  | { readonly decision: 'approved'; readonly scope: ApprovalScope; readonly plan?: PlanChange }
  | { readonly decision: 'denied'; readonly note?: string }
  | { readonly decision: 'answered'; readonly answer: string }

export type InDoubtVerdict = 'done' | 'retry' | 'abandon'

const server = hc<Api>('/').api
const at = (id: string) => ({ param: { id } })

export const api = {
  status: () => ask(server.status.$get()),
  runs: (query: { readonly status: string; readonly text: string }) => ask(server.runs.$get({ query: { limit: '100', ...query } })),
  startRun: (task: string) => ask(server.runs.$post({ json: { task } })),
  cancelRun: (run_id: string) => ask(server.runs[':id'].cancel.$post({ ...at(run_id), json: {} })),
  resumeRun: (run_id: string, in_doubt?: InDoubtVerdict) => ask(server.runs[':id'].resume.$post({ ...at(run_id), json: { in_doubt } })),
  approvals: () => ask(server.approvals.$get({ query: { status: 'pending' } })),
  grants: () => ask(server.grants.$get()),
  revokeGrant: (grant_id: string) => ask(server.grants[':id'].revoke.$post({ ...at(grant_id), json: {} })),
  audit: (query: Readonly<Record<string, string>>) => ask(server.audit.$get({ query })),
  explainAudit: (n: number) => ask(server.audit[':n'].$get({ param: { n: String(n) } })),
  verifyAudit: () => ask(server.audit.chain.$get()),
  answer: (approval_id: string, answer: Answer) => ask(server.approvals[':id'].$post({ ...at(approval_id), json: answer })),
}

/** What a person is told about a failed request. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** What came over the wire, with any JSON in it as ours: hono has a type of its own for it. */
export type Received<T> = JSONValue extends T ? Json : ReceivedMember<T>
type ReceivedMember<T> = T extends (infer Item)[]
  ? Received<Item>[]
  : T extends readonly (infer Item)[]
    ? readonly Received<Item>[]
    : T extends object
      ? { [name in keyof T]: Received<T[name]> }
      : T

/** The answer of a route, or what the server said against it. */
async function ask<T>(sent: Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<T> }>): Promise<Received<T>> {
  const response = await sent.catch(() => {
    throw new Error('claw does not answer. Is `claw web` still running?')
  })
  if (response.ok) return (await response.json()) as Received<T>
  const problem = (await response.json().catch(() => null)) as Problem | null
  if (problem === null) throw new Error(`The server answered ${response.status}.`)
  throw new Error(problem.fix === '' ? problem.detail : `${problem.detail} ${problem.fix}`)
}
