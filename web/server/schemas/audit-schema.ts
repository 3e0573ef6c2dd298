import { z } from '@hono/zod-openapi'
import type { Json } from '../../../src/kernel/json.ts'
import type { AuditCheckRow } from '../../../src/view/audit-check-text.ts'
import type { AuditExplanation, AuditRow } from '../../../src/view/rows.ts'
import { approvalFields } from './approval-schema.ts'
import { anyJson } from './json-of.ts'

const text = z.string().nullable()

export const auditRowSchema: z.ZodType<AuditRow> = z
  .object({
    n: z.number(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    run_id: text,
    subtask_id: text,
    agent_id: text,
    target: z.string(),
    decision: text,
    rule: text,
    reason: text,
    args_hash: text,
    detail: anyJson<Json>('What the action knows beside.'),
    prev_hash: z.string(),
    hash: z.string(),
  })
  .openapi('AuditRecord')

export const auditCheckSchema: z.ZodType<AuditCheckRow> = z
  .discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), records: z.number(), head: z.string() }),
    z.object({ ok: z.literal(false), records: z.number(), first_bad: z.number(), problem: z.string() }),
  ])
  .openapi('AuditCheck')

export const auditExplanationSchema: z.ZodType<AuditExplanation> = z
  .object({
    record: auditRowSchema,
    on_behalf_of: z.object({ actor: z.string(), origin: z.string(), task: z.string() }).nullable(),
    workspace: z.string(),
    call: z.object({ tool: z.string(), args: anyJson<Json>('The exact arguments.'), reason: z.string() }).nullable(),
    steps: z.array(z.object({ rule: z.string(), origin: z.string(), decision: z.string(), matched: z.boolean(), reason: z.string() })),
    approval: z
      .object(approvalFields)
      .pick({ approval_id: true, kind: true, status: true, scope: true, decided_by: true, note: true, why: true })
      .nullable(),
    outcome: z.object({ ok: z.boolean(), error: text, at: z.string() }).nullable(),
    same_call: z.array(auditRowSchema),
  })
  .openapi('AuditExplanation')
