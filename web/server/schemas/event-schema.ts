import { z } from '@hono/zod-openapi'
import type { RunEvent } from '../../../src/protocol/events.ts'
import { RUN_STATUSES } from '../../../src/protocol/run.ts'
import { hexId } from './ids.ts'
import { anyJson } from './json-of.ts'

/** A page of the events of one run. */
export const runHistorySchema = z.object({
  run_id: hexId,
  cursor: z.string().openapi({ description: 'As `after` of /api/events: nothing that came later is missed.' }),
  events: z.array(anyJson<RunEvent>('An event, as in `claw run -o jsonl`.')),
  end: z
    .object({ status: z.enum(RUN_STATUSES), exit_code: z.number() })
    .nullable()
    .openapi({ description: 'How its owner let go of the run; null while it has one.' }),
  next: z.number().int().nullable().openapi({ description: 'The `after` of the next page; null on the last one.' }),
})
