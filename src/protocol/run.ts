import * as z from 'zod/mini'
import { artifactSchema, usageSchema, wireErrorSchema } from './messages.ts'
import { PHASES, plannedSchema } from './plan.ts'

export const RUN_STATUSES = [
  'queued',
  'running',
  'waiting',
  'interrupted',
  'completed',
  'partial',
  'failed',
  'denied',
  'cancelled',
] as const
export type RunStatus = (typeof RUN_STATUSES)[number]
export const TERMINAL_STATUSES = ['completed', 'partial', 'failed', 'denied', 'cancelled'] as const satisfies readonly RunStatus[]
export const WAITING_REASONS = ['approval', 'answer', 'in_doubt'] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]
export const SUBTASK_STATUSES = ['pending', 'running', 'waiting', 'succeeded', 'failed', 'skipped'] as const
export type SubtaskStatus = (typeof SUBTASK_STATUSES)[number]
/** `open`: nobody could decide it, and the reason says why. */
export const VERDICTS = ['met', 'not_met', 'open'] as const
export type Verdict = (typeof VERDICTS)[number]

export const RUN_DOCUMENT_SCHEMA = 'claw.run/1'
export const RESULT_DOCUMENT_SCHEMA = 'claw.result/1'

/** What failed, as shown: the four parts of an error. */
export const errorDocumentSchema = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  where: z.optional(z.string()),
})
export type ErrorDocument = z.infer<typeof errorDocumentSchema>

export const modelUsageSchema = z.object({
  provider: z.string(),
  model: z.string(),
  calls: z.number(),
  ...usageSchema.shape,
  /** US dollars; null when the price is not known. */
  cost_usd: z.nullable(z.number()),
})

/** The one JSON document of `claw run --json`, for every outcome. */
export const runDocumentSchema = z.object({
  schema: z.literal(RUN_DOCUMENT_SCHEMA),
  ok: z.boolean(),
  run_id: z.nullable(z.string()),
  status: z.nullable(z.enum(RUN_STATUSES)),
  engine: z.nullable(z.enum(['rules', 'model', 'mixed'])),
  result: z.json(),
  /** As they stand: what --plan-only shows. */
  plans: z.array(
    z.object({
      phase: z.enum(PHASES),
      engine: z.enum(['rules', 'model']),
      direct: z.boolean(),
      reason: z.string(),
      subtasks: z.array(plannedSchema),
    }),
  ),
  subtasks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      phase: z.string(),
      status: z.enum(SUBTASK_STATUSES),
      /** It is no part of the plan any more: a replan or the person took it out. */
      dropped: z.boolean(),
      agent_id: z.nullable(z.string()),
      attempts: z.number(),
      depends_on: z.array(z.string()),
      result: z.json(),
      error: z.nullable(wireErrorSchema),
      duration_ms: z.nullable(z.number()),
      tool_calls: z.number(),
      /** What was said about the result of the newest attempt; null: not judged. */
      criteria: z.array(
        z.object({
          n: z.number(),
          text: z.string(),
          /** In words; null: the model judges it. */
          check: z.nullable(z.string()),
          verdict: z.nullable(z.enum(VERDICTS)),
          how: z.nullable(z.string()),
          reason: z.nullable(z.string()),
        }),
      ),
    }),
  ),
  /** On which subtasks the parts of the result rest; `part` is null for the whole of it. */
  sources: z.array(z.object({ part: z.nullable(z.string()), subtasks: z.array(z.string()) })),
  artifacts: z.array(artifactSchema),
  usage: z.array(modelUsageSchema),
  /** US dollars over all models; null when a price is not known. */
  cost: z.nullable(z.number()),
  /** What agents remembered of earlier runs, and what they learned for later ones. */
  memory: z.object({
    recalled: z.array(
      z.object({ id: z.string(), kind: z.string(), text: z.string(), score: z.number(), untrusted: z.optional(z.boolean()) }),
    ),
    learned: z.array(z.object({ id: z.string(), kind: z.string(), text: z.string(), superseded: z.array(z.string()) })),
  }),
  approvals: z.array(z.object({ approval_id: z.string(), kind: z.string(), status: z.string(), summary: z.string() })),
  duration_ms: z.nullable(z.number()),
  error: z.nullable(errorDocumentSchema),
  exit_code: z.number(),
})
export type RunDocument = z.infer<typeof runDocumentSchema>
