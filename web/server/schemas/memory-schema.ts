import { z } from '@hono/zod-openapi'
import type { MemoryHit, MemoryOwnerRow, MemoryRow } from '../../../src/view/memory-row.ts'

export const MEMORY_KINDS = ['fact', 'procedure', 'episode'] as const satisfies readonly MemoryRow['kind'][]

const fields = {
  memory_id: z.string(),
  agent_id: z.string(),
  kind: z.enum(MEMORY_KINDS),
  text: z.string(),
  state: z.enum(['live', 'expired', 'superseded']),
  pinned: z.boolean(),
  untrusted: z.boolean().openapi({ description: 'Learned in a run that had read content from outside, or brought along from elsewhere.' }),
  run_id: z.string(),
  subtask_id: z.string().nullable(),
  evidence: z.string().openapi({ description: 'The successful tool call that it rests on.' }),
  tool: z.string().nullable(),
  seq: z.number().nullable(),
  created_at: z.number(),
  expires_at: z.number().nullable(),
  superseded_by: z.string().nullable(),
  superseded_at: z.number().nullable(),
  uses: z.number(),
  last_recalled_at: z.number().nullable(),
}

export const memorySchema: z.ZodType<MemoryRow> = z.object(fields).openapi('Memory')
export const memoryHitSchema: z.ZodType<MemoryHit> = z.object({ ...fields, score: z.number() }).openapi('MemoryHit')

const count = z.number()

export const memoryOwnerSchema: z.ZodType<MemoryOwnerRow> = z
  .object({
    agent_id: z.string(),
    memory: z.object({ facts: count, procedures: count, episodes: count, pinned: count, bytes: count }).nullable(),
    memory_problem: z.string().nullable().openapi({ description: 'Why the memory cannot be read.' }),
  })
  .openapi('MemoryOwner')
