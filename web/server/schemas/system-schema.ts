import { z } from '@hono/zod-openapi'
import { RUN_STATUSES } from '../../../src/protocol/run.ts'
import type { DoctorCheck } from '../../../src/view/rows.ts'
import { PROCESS_KINDS, type SystemRow, type VerifyRow } from '../../../src/view/system-rows.ts'

const number = z.number()
const text = z.string()

export const doctorCheckSchema: z.ZodType<DoctorCheck> = z
  .object({ name: text, state: z.enum(['ok', 'warn', 'failed']), required: z.boolean(), detail: text, fix: text, duration_ms: number })
  .openapi('DoctorCheck')

export const systemSchema: z.ZodType<SystemRow> = z
  .object({
    version: text,
    node: text,
    platform: text,
    workspace: text,
    pid: number,
    started_at: number,
    engine: z.object({ provider: text, model: text.nullable(), reason: text }),
    sandbox: z.object({ setting: text, driver: text, holds: z.boolean(), detail: text, fix: text }),
    embedder: z.object({ model: text, dim: number, search: z.enum(['sqlite-vec', 'plain']) }),
    state: z.array(z.object({ what: text, path: text, bytes: number, files: number, about: text })),
    disk: z.object({ path: text, free_bytes: number, total_bytes: number }),
    leases: z.array(
      z.object({
        run_id: text,
        task: text,
        status: z.enum(RUN_STATUSES),
        pid: number,
        host: text,
        alive: z.boolean(),
        epoch: number,
        heartbeat_at: number.nullable(),
      }),
    ),
    processes: z.array(
      z.object({
        pid: number,
        parent: number,
        kind: z.enum(PROCESS_KINDS),
        program: text,
        rss_bytes: number,
        started_at: number,
        run_id: text.nullable(),
        self: z.boolean(),
      }),
    ),
    queue: z.object({ waiting: number, running: number }),
  })
  .openapi('System')

export const verifySchema: z.ZodType<VerifyRow> = z
  .object({
    at: number,
    ok: z.boolean(),
    checks: z.array(doctorCheckSchema),
    integrity: text,
    audit: z.object({ ok: z.boolean(), records: number, problem: text.nullable() }),
  })
  .openapi('Verification')
