import { z } from '@hono/zod-openapi'
import type { Json } from '../../../src/kernel/json.ts'
import { APPROVAL_SCOPES, type ApprovalFacts, type GrantMatch, grantMatchSchema } from '../../../src/protocol/approval.ts'
import type { ApprovalRow, GrantEvaluation, GrantRow } from '../../../src/view/rows.ts'
import { fromMini } from './from-mini.ts'
import { anyJson } from './json-of.ts'
import { listedRunSchema } from './run-schema.ts'

export const APPROVAL_STATUSES = [
  'pending',
  'approved',
  'denied',
  'expired',
  'answered',
] as const satisfies readonly ApprovalRow['status'][]

export const APPROVAL_KINDS = ['tool', 'create_agent', 'api', 'question', 'plan'] as const satisfies readonly ApprovalRow['kind'][]

const matchSchema: z.ZodType<GrantMatch> = fromMini(grantMatchSchema)

const factsSchema: z.ZodType<ApprovalFacts> = z.object({
  agent: z.object({ name: z.string(), role: z.string() }).nullable(),
  where: z.object({ folder: z.string(), sandbox: z.string(), host: z.string().nullable() }),
  effects: z.array(z.string()),
  grant: z
    .object({ match: matchSchema.nullable(), always: z.boolean(), reason: z.string(), window_ms: z.number(), sandboxed: z.boolean() })
    .nullable(),
  announces: z.string().nullable(),
  answer_within_ms: z.number().nullable(),
})

export const approvalFields = {
  approval_id: z.string(),
  run_id: z.string(),
  subtask_id: z.string().nullable(),
  agent_id: z.string().nullable(),
  kind: z.enum(APPROVAL_KINDS),
  args: anyJson<Json>('The exact arguments.'),
  args_hash: z.string(),
  summary: z.string(),
  why: z.string().openapi({ description: 'The rule that asks.' }),
  claim: z.string().openapi({ description: 'What the agent says; nobody verified it.' }),
  options: z.array(z.string()),
  facts: factsSchema,
  status: z.enum(APPROVAL_STATUSES),
  scope: z.enum(APPROVAL_SCOPES).nullable(),
  decided_by: z.string().nullable(),
  note: z.string().nullable(),
  answer: z.string().nullable(),
  created_at: z.number(),
  expires_at: z.number(),
  decided_at: z.number().nullable(),
}

export const approvalSchema: z.ZodType<ApprovalRow> = z.object(approvalFields).openapi('Approval')

export const approvalPageSchema = z
  .object({
    approvals: z.array(approvalSchema),
    next: z.string().nullable().openapi({ description: '`after` of the next page; null: this is the last one.' }),
    runs: z.array(listedRunSchema),
  })
  .openapi('ApprovalPage')

export const evaluationSchema: z.ZodType<GrantEvaluation> = z
  .object({ decision: z.enum(['allow', 'ask', 'deny']), rule: z.string(), reason: z.string() })
  .openapi('GrantEvaluation')

export const grantSchema: z.ZodType<GrantRow> = z
  .object({
    grant_id: z.string(),
    scope: z.enum(['window', 'always']),
    match: matchSchema,
    sandboxed: z.boolean(),
    workspace: z.string(),
    by: z.string(),
    why: z.string(),
    run_id: z.string(),
    created_at: z.number(),
    expires_at: z.number().nullable(),
    live: z.boolean(),
    uses: z.number().nullable(),
    last_used_at: z.number().nullable(),
  })
  .openapi('Grant')
