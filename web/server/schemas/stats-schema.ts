import { z } from '@hono/zod-openapi'
import { RUN_STATUSES, WAITING_REASONS } from '../../../src/protocol/run.ts'
import type { RunAnalysis } from '../../../src/view/analysis/analysis-rows.ts'
import { RUN_STAGES } from '../../../src/view/stats/run-stage.ts'
import type { FailingRow, StatsFigures, StatsRow } from '../../../src/view/stats/stats-rows.ts'

const number = z.number()
const maybe = z.number().nullable()

const figures = {
  started: number,
  completed: number,
  partial: number,
  failed: number,
  denied: number,
  cancelled: number,
  interrupted: number,
  success_rate: maybe.openapi({ description: 'Completed among completed, partial, failed and denied; null: none of them.' }),
  latency_p50_ms: maybe,
  latency_p95_ms: maybe,
  model_calls: number,
  input_tokens: number,
  output_tokens: number,
  cost_usd: maybe.openapi({ description: 'null: the price of a call is not known.' }),
  known_cost_usd: number,
  unpriced_calls: number,
  tool_calls: number,
  tool_failures: number,
  approvals_asked: number,
  approvals_answered: number,
  approval_wait_p50_ms: maybe,
  approval_wait_longest_ms: maybe,
}
const figuresSchema: z.ZodType<StatsFigures> = z.object(figures).openapi('StatsFigures')

const failingSchema: z.ZodType<FailingRow> = z
  .object({ name: z.string(), failures: number, of: number, code: z.string().nullable(), at: number, run_id: z.string() })
  .openapi('Failing')

export const statsSchema: z.ZodType<StatsRow> = z
  .object({
    since: number,
    until: number,
    bucket_ms: number,
    totals: figuresSchema,
    before: figuresSchema.nullable(),
    buckets: z.array(z.object({ ...figures, at: number })),
    failing: z.object({ agents: z.array(failingSchema), tools: z.array(failingSchema), codes: z.array(failingSchema) }),
    stages: z.array(z.object({ stage: z.enum(RUN_STAGES), ok: number, failed: number })),
    stuck: z.array(
      z.object({
        run_id: z.string(),
        task: z.string(),
        status: z.enum(RUN_STATUSES),
        waiting_reason: z.enum(WAITING_REASONS).nullable(),
        since: number,
        reason: z.enum(['silent', 'waiting', 'not_taken']),
      }),
    ),
  })
  .openapi('Stats')

export const analysisSchema: z.ZodType<RunAnalysis> = z
  .object({
    run_id: z.string(),
    stages: z.array(
      z.object({
        stage: z.enum(RUN_STAGES),
        title: z.string(),
        nodes: z.array(z.string()),
        state: z.enum(['pending', 'active', 'stopped', 'done', 'failed', 'skipped']),
        started_at: maybe,
        ended_at: maybe,
        duration_ms: number,
        model_calls: number,
        tool_calls: number,
        input_tokens: number,
        output_tokens: number,
        cost_usd: maybe,
        artifacts: number,
        retries: number,
      }),
    ),
    current: z.enum(RUN_STAGES).nullable(),
    failed: z.enum(RUN_STAGES).nullable(),
    spent: z.object({ model_ms: number, tools_ms: number, person_ms: number, own_ms: number, stopped_ms: number }),
    cause: z
      .object({
        sentence: z.string(),
        seq: number,
        stage: z.enum(RUN_STAGES),
        subtask_id: z.string().nullable(),
        attempt: maybe,
        code: z.string().nullable(),
        rule: z.string().nullable(),
      })
      .nullable(),
  })
  .openapi('RunAnalysis')
