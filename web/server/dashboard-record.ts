import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import { tryParseJson } from '../../src/kernel/json.ts'

const recordSchema = z.object({ pid: z.int().check(z.positive()), url: z.string(), workspace: z.string() })
export type DashboardRecord = z.infer<typeof recordSchema>

/** Says at which port this process serves which workspace, for the next one that wants the port. No code: it signs nobody in. */
export function recordDashboard(userStateDir: string, port: number, record: DashboardRecord): { remove(): void } {
  const path = pathOf(userStateDir, port)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  } catch {
    // The dashboard is served all the same; a taken port is then told without a name.
  }
  return { remove: () => rmSync(path, { force: true }) }
}

/** Who serves at this port: undefined when it is no dashboard of this user. The port is known to be taken. */
export function dashboardAt(userStateDir: string, port: number): DashboardRecord | undefined {
  const record = recordSchema.safeParse(readJson(pathOf(userStateDir, port)))
  return record.success && isAlive(record.data.pid) ? record.data : undefined
}

function pathOf(userStateDir: string, port: number): string {
  return join(userStateDir, 'dashboards', `${port}.json`)
}

function readJson(path: string): unknown {
  try {
    const parsed = tryParseJson(readFileSync(path, 'utf8'))
    return parsed.ok ? parsed.value : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
