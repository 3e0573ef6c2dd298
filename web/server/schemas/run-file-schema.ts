import { z } from '@hono/zod-openapi'
import type { FileThing } from '../../../src/protocol/file-change.ts'
import type { RunFileChange, RunFileDiff, RunFileRow, RunFileText } from '../../../src/view/run-file-rows.ts'

const thingSchema: z.ZodType<FileThing> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('file'), sha256: z.string().nullable(), bytes: z.number(), mode: z.number(), mtime_ms: z.number() }),
  z.object({ kind: z.literal('dir'), mode: z.number() }),
  z.object({ kind: z.literal('link'), target: z.string() }),
  z.object({ kind: z.literal('other') }),
])

const changeSchema: z.ZodType<RunFileChange> = z.object({
  id: z.number(),
  op: z.enum(['write', 'append', 'edit', 'move', 'mkdir', 'delete']),
  from_path: z.string().nullable(),
  subtask_id: z.string(),
  attempt: z.number(),
  before: thingSchema,
  after: thingSchema,
  undone: z.boolean(),
  kept: z.boolean().openapi({ description: 'Whether what it held before is still kept.' }),
  note: z.string(),
  at: z.number(),
})

export const runFileSchema: z.ZodType<RunFileRow> = z
  .object({
    path: z.string(),
    named: z
      .object({ subtask_id: z.string(), sha256: z.string().nullable(), bytes: z.number().nullable() })
      .nullable()
      .openapi({ description: 'What an agent said that named it as a result, unverified.' }),
    changes: z.array(changeSchema),
    now: z.enum(['as_left', 'changed_since', 'gone', 'unchanged', 'out_of_reach']),
    thing: thingSchema,
    refused: z.string(),
  })
  .openapi('RunFile')

export const runFileDiffSchema: z.ZodType<RunFileDiff> = z
  .object({ path: z.string(), lines: z.array(z.string()), note: z.string().openapi({ description: 'Why there is no diff.' }) })
  .openapi('RunFileDiff')

export const RUN_FILE_SIDES = ['before', 'after', 'now'] as const

export const runFileTextSchema: z.ZodType<RunFileText> = z
  .object({
    path: z.string(),
    side: z.enum(RUN_FILE_SIDES),
    bytes: z.number(),
    sha256: z.string(),
    type: z.enum(['text', 'png', 'jpeg', 'webp', 'gif', 'binary']).openapi({ description: 'By its first bytes.' }),
    text: z.string().nullable(),
    cut: z.boolean(),
  })
  .openapi('RunFileText')
