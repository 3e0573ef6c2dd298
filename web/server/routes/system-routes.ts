import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { clawVersion } from '../../../src/config/claw-version.ts'
import type { DoctorCheck } from '../../../src/view/rows.ts'
import { createRouter } from '../router.ts'
import { nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { doctorCheckSchema, systemSchema, verifySchema } from '../schemas/system-schema.ts'

const tags = ['System']

const system = createRoute({
  method: 'get',
  path: '/system',
  tags,
  summary: 'Versions, processes, leases, disk, sandbox, embedder',
  responses: { 200: jsonOf(systemSchema, 'Now.') },
})

const healthSchema = z
  .object({
    ok: z.literal(true),
    version: z.string(),
    workspace: z.string(),
    uptime_ms: z.number(),
    doctor: z
      .object({ at: z.number(), checks: z.array(doctorCheckSchema) })
      .nullable()
      .openapi({ description: 'What it found when somebody last let it look here.' }),
  })
  .openapi('Health')

const health = createRoute({
  method: 'get',
  path: '/health',
  tags,
  summary: 'Whether the dashboard and its registry answer',
  responses: { 200: jsonOf(healthSchema, 'They do.') },
})

const verify = createRoute({
  method: 'post',
  path: '/health/verify',
  tags,
  summary: 'Doctor, the whole audit chain and the registry itself',
  request: { body: bodyOf(nothing) },
  responses: { 200: jsonOf(verifySchema, 'What was found.') },
})

const doctor = createRoute({
  method: 'get',
  path: '/doctor',
  tags,
  summary: 'The checks of `claw doctor`; with `Accept: application/jsonl` one a line, as they end',
  responses: { 200: jsonOf(z.object({ checks: z.array(doctorCheckSchema) }), 'In the order of the list.') },
})

const init = createRoute({
  method: 'post',
  path: '/init',
  tags,
  summary: 'Make what is missing of folders and schema',
  request: { body: bodyOf(nothing) },
  responses: { 200: jsonOf(z.object({ workspace: z.string(), created: z.array(z.string()) }), 'What was made.') },
})

export function systemRoutes(app: App) {
  let doctorFound: { readonly at: number; readonly checks: DoctorCheck[] } | null = null
  const keep = (checks: readonly DoctorCheck[]): void => {
    doctorFound = { at: Date.now(), checks: [...checks] }
  }
  return createRouter()
    .openapi(system, async (c) => c.json(await app.system(), 200))
    .openapi(health, async (c) => {
      await app.status()
      const uptime_ms = Math.round(process.uptime() * 1000)
      return c.json({ ok: true, version: clawVersion(), workspace: app.config.workspace, uptime_ms, doctor: doctorFound } as const, 200)
    })
    .openapi(verify, async (c) => {
      const verified = await app.verifyHealth()
      keep(verified.checks)
      return c.json(verified, 200)
    })
    .openapi(doctor, async (c) => {
      if (c.req.header('accept') === 'application/jsonl') return checksByLine(app, keep)
      const checks = await app.doctor()
      keep(checks)
      return c.json({ checks }, 200)
    })
    .openapi(init, async (c) => {
      const { workspace, created } = await app.init()
      return c.json({ workspace, created: [...created] }, 200)
    })
}

function checksByLine(app: App, keep: (checks: readonly DoctorCheck[]) => void): never {
  const lines = new ReadableStream<string>({
    start: async (to) => {
      keep(await app.doctor((check) => to.enqueue(`${JSON.stringify(check)}\n`)))
      to.close()
    },
  })
  // Another content type than the route declares: its type knows JSON only.
  return new Response(lines.pipeThrough(new TextEncoderStream()), { headers: { 'content-type': 'application/jsonl' } }) as never
}
