import type { ApprovalScope } from '../../../src/protocol/approval.ts'
import type { PlanChange } from '../../../src/protocol/plan-change.ts'
import { ask } from './ask.ts'
import { client } from './client.ts'

export type Answer =
  | { readonly decision: 'approved'; readonly scope: ApprovalScope; readonly plan?: PlanChange }
  | { readonly decision: 'denied'; readonly note?: string }
  | { readonly decision: 'answered'; readonly answer: string }

export type InDoubtVerdict = 'done' | 'retry' | 'abandon'

const at = (id: string) => ({ param: { id } })

export const api = {
  status: () => ask(client.status.$get()),
  runs: (query: { readonly status: string; readonly text: string }) => ask(client.runs.$get({ query: { limit: '100', ...query } })),
  startRun: (task: string) => ask(client.runs.$post({ json: { task } })),
  cancelRun: (run_id: string) => ask(client.runs[':id'].cancel.$post({ ...at(run_id), json: {} })),
  resumeRun: (run_id: string, in_doubt?: InDoubtVerdict) => ask(client.runs[':id'].resume.$post({ ...at(run_id), json: { in_doubt } })),
  approvals: () => ask(client.approvals.$get({ query: { status: 'pending' } })),
  grants: () => ask(client.grants.$get({ query: {} })),
  revokeGrant: (grant_id: string) => ask(client.grants[':id'].revoke.$post({ ...at(grant_id), json: {} })),
  audit: (query: Readonly<Record<string, string>>) => ask(client.audit.$get({ query })),
  explainAudit: (n: number) => ask(client.audit[':n'].$get({ param: { n: String(n) } })),
  verifyAudit: () => ask(client.audit.chain.$get()),
  answer: (approval_id: string, answer: Answer) => ask(client.approvals[':id'].$post({ ...at(approval_id), json: answer })),
}
