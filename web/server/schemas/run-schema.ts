import { z } from '@hono/zod-openapi'
import type { DetachedRun } from '../../../src/app/detached/detached-port.ts'
import type { CancelledRun } from '../../../src/app/runs/run-care-port.ts'
import { runDocumentSchema as documentSchema, RUN_STATUSES, type RunDocument, WAITING_REASONS } from '../../../src/protocol/run.ts'
import type { RunRow } from '../../../src/view/rows.ts'
import type { ListedRun, RunPage } from '../../../src/view/run-list.ts'
import { RUN_STAGES } from '../../../src/view/stats/run-stage.ts'
import { absent } from './absent.ts'
import { fromMini } from './from-mini.ts'

const runFields = {
  run_id: z.string(),
  task: z.string(),
  status: z.enum(RUN_STATUSES),
  waiting_reason: z.enum(WAITING_REASONS).nullable(),
  engine: z.enum(['rules', 'model', 'mixed']),
  session_id: z.string(),
  workspace: z.string(),
  actor: z.string(),
  origin: z.string(),
  error: z.object({ code: z.string(), message: z.string(), fix: z.string(), where: absent(z.string()) }).nullable(),
  exit_code: z.number().nullable(),
  created_at: z.number().openapi({ description: 'Milliseconds since 1970, as all times here.' }),
  updated_at: z.number(),
  ended_at: z.number().nullable(),
}

export const runRowSchema: z.ZodType<RunRow> = z.object(runFields).openapi('Run')

export const listedRunSchema: z.ZodType<ListedRun> = z
  .object({
    ...runFields,
    agents: z.array(z.string()).openapi({ description: 'Who worked for it, in the order of the plan.' }),
    tags: z.array(z.string()),
    tokens: z.number(),
    cost_usd: z.number().nullable().openapi({ description: 'null: the price of a call is not known.' }),
    stage: z.enum(RUN_STAGES).nullable().openapi({ description: 'Where it stands, or went wrong; null: it was completed.' }),
    steps: z.number().openapi({ description: 'Subtasks of its plan.' }),
    steps_done: z.number(),
    held: z.boolean().openapi({ description: 'Whether a process carries it on now.' }),
    resumable: z.boolean(),
    cancel_requested_by: z.string().nullable(),
  })
  .openapi('ListedRun')

export const runPageSchema: z.ZodType<RunPage> = z
  .object({
    runs: z.array(listedRunSchema),
    total: z.number().openapi({ description: 'On all pages.' }),
    next: z.string().nullable().openapi({ description: '`after` of the next page; null: this is the last one.' }),
    counts: z.partialRecord(z.enum(RUN_STATUSES), z.number()).openapi({ description: 'By status, of the whole workspace.' }),
    facets: z
      .partialRecord(z.enum(RUN_STATUSES), z.number())
      .openapi({ description: 'By status, of what fits all that is looked for but the status.' }),
  })
  .openapi('RunPage')

export const runDocumentSchema: z.ZodType<RunDocument> = fromMini(documentSchema)

export const detachedRunSchema: z.ZodType<DetachedRun> = z.object({ run_id: z.string(), pid: z.number().nullable() }).openapi('DetachedRun')

export const cancelledRunSchema: z.ZodType<CancelledRun> = z
  .object({
    run_id: z.string(),
    status: z.enum(RUN_STATUSES),
    was_running: z.boolean().openapi({ description: 'false: it had ended before.' }),
    killed: z.enum(['by owner', 'from outside', 'no owner']).nullable(),
  })
  .openapi('CancelledRun')
