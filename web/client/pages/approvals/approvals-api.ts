import type { ApprovalScope } from '../../../../src/protocol/approval.ts'
import type { PlanChange } from '../../../../src/protocol/plan-change.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'

export type Answer =
  | { readonly decision: 'approved'; readonly scope: ApprovalScope; readonly plan?: PlanChange }
  | { readonly decision: 'denied'; readonly note?: string }
  | { readonly decision: 'answered'; readonly answer: string }

const at = (id: string) => ({ param: { id } })

/** What the inbox asks of the server. */
export const approvalsApi = {
  pending: (run_id: string | undefined) =>
    ask(client.approvals.$get({ query: { status: 'pending', limit: '500', ...(run_id === undefined ? {} : { run: run_id }) } })),
  page: (query: Readonly<Record<string, string>>, after: string | undefined, signal: AbortSignal) =>
    ask(client.approvals.$get({ query: { ...query, limit: '100', ...(after === undefined ? {} : { after }) } }, { init: { signal } })),
  one: (id: string) => ask(client.approvals[':id'].$get(at(id))),
  changes: (id: string) => ask(client.approvals[':id'].changes.$get(at(id))),
  answer: (id: string, answer: Answer) => ask(client.approvals[':id'].$post({ ...at(id), json: answer })),
  resume: (run_id: string) => ask(client.runs[':id'].resume.$post({ ...at(run_id), json: {} })),
  grants: () => ask(client.grants.$get({ query: { limit: '1000' } })),
  revokeMany: (grant_ids: readonly string[]) => ask(client.grants['revoke-bulk'].$post({ json: { grant_ids: [...grant_ids] } })),
  revoke: (id: string) => ask(client.grants[':id'].revoke.$post({ ...at(id), json: {} })),
}
