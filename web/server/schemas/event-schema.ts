import { z } from '@hono/zod-openapi'
import type { RunEvent } from '../../../src/protocol/events.ts'
import { hexId } from './ids.ts'
import { anyJson } from './json-of.ts'

/** A page of the events of one run. */
export const runHistorySchema = z.object({
  run_id: hexId,
  cursor: z.string().openapi({ description: 'As `after` of /api/events: nothing that came later is missed.' }),
  events: z.array(anyJson<RunEvent>('An event, as in `claw run -o jsonl`.')),
  next: z.number().int().nullable().openapi({ description: 'The `after` of the next page; null on the last one.' }),
})
