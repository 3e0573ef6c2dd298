import { readFileSync } from 'node:fs'
import { clawPlace } from '../helpers/claw-place.ts'
import { measure } from './measure.ts'
import { openDashboard } from './open-dashboard.ts'
import type { Row } from './row.ts'

/** From the start of `claw web` to its first answer, and what it holds in memory then. */
export async function benchWeb(repetitions: number): Promise<Row[]> {
  const place = clawPlace({ 'a.ts': 'export const a = 1\n' })
  await place.run(['run', 'How many TypeScript files are here?', '--no-input'])
  let resident = Number.POSITIVE_INFINITY
  const ready = async (): Promise<number> => {
    const opened = await openDashboard(place)
    resident = Math.min(resident, residentKb(opened.pid) / 1000)
    opened.end()
    return opened.readyMs
  }
  const least = await measure([{ name: 'ready', run: ready }], repetitions)
  place.remove()
  return [
    { what: 'dashboard: start to first answer', value: least['ready'] ?? Number.NaN, unit: 'ms', budget: 700 },
    { what: 'dashboard: resident memory', value: resident, unit: 'MB', budget: 130 },
  ]
}

function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
