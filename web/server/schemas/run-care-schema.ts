import { z } from '@hono/zod-openapi'
import type { RerunOptions } from '../../../src/app/runs/run-care-port.ts'
import type { Json } from '../../../src/kernel/json.ts'
import type { ForkStep } from '../../../src/view/fork-rows.ts'
import type { ReplayReport } from '../../../src/view/replay-rows.ts'
import type { UndoReport, UndoRow } from '../../../src/view/rows.ts'
import { absent } from './absent.ts'
import { anyJson } from './json-of.ts'

export const forkStepSchema: z.ZodType<ForkStep> = z
  .object({
    address: z.string().openapi({ example: 's1.2' }),
    what: z.string(),
    intent_id: absent(z.string()).openapi({ description: 'Of a call: its id in the events of the newest attempt.' }),
  })
  .openapi('ForkStep')

export const rerunOptionsSchema: z.ZodType<RerunOptions> = z
  .object({
    task: z.string(),
    context: anyJson<RerunOptions['context']>('What the person gave with it.'),
    plan_only: z.boolean(),
    approve_plan: absent(z.boolean()),
    max_tokens: absent(z.number().nullable()),
    max_cost_usd: absent(z.number().nullable()),
    session_id: absent(z.string()),
    agent_id: absent(z.string()),
    timeout_ms: absent(z.number()),
    organize: absent(z.object({ path: z.string(), dryRun: z.boolean(), recursive: z.boolean() })),
    flags: absent(z.array(z.string())),
  })
  .openapi('RerunOptions')

const differenceSchema: z.ZodType<NonNullable<ReplayReport['first']>> = z.object({
  strand: z.string(),
  type: z.string(),
  subtask_id: z.string().nullable(),
  attempt: z.number().nullable(),
  seq: z.number().nullable(),
  path: z.string(),
  recorded: anyJson<Json>('As it was.'),
  replayed: anyJson<Json>('As it is now.'),
  hint: z.string().nullable(),
})

export const replayReportSchema: z.ZodType<ReplayReport> = z
  .object({
    run_id: z.string(),
    same: z.boolean(),
    events: z.number(),
    model_calls: z.number(),
    tool_calls: z.number(),
    differences: z.number(),
    first: differenceSchema.nullable(),
    ended_early: z.string().nullable(),
  })
  .openapi('ReplayReport')

const undoRowSchema: z.ZodType<UndoRow> = z.object({
  op: z.enum(['write', 'append', 'edit', 'move', 'mkdir', 'delete']),
  path: z.string(),
  to_path: z.string().nullable(),
  reason: z.string().openapi({ description: 'Why it stays; empty for what is put back.' }),
})

export const undoReportSchema: z.ZodType<UndoReport> = z
  .object({
    run_id: z.string(),
    task: z.string(),
    dry_run: z.boolean(),
    undone: z.array(undoRowSchema),
    skipped: z.array(undoRowSchema),
    settled: z.number(),
    not_undoable: z.array(z.string()).openapi({ description: 'Calls whose changes nobody recorded.' }),
    diff: z.array(z.string()),
  })
  .openapi('UndoReport')
