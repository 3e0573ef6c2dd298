import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { freePort } from '../helpers/free-port.ts'
import { measure } from './measure.ts'
import type { Row } from './row.ts'

/** From the start of `claw web` to its first answer, and what it holds in memory then. */
export async function benchWeb(repetitions: number): Promise<Row[]> {
  const place = clawPlace({ 'a.ts': 'export const a = 1\n' })
  await place.run(['run', 'How many TypeScript files are here?', '--no-input'])
  let resident = Number.POSITIVE_INFINITY
  const ready = async (): Promise<number> => {
    const opened = await openDashboard(place)
    resident = Math.min(resident, opened.residentMb)
    return opened.ready
  }
  const least = await measure([{ name: 'ready', run: ready }], repetitions)
  place.remove()
  return [
    { what: 'dashboard: start to first answer', value: least['ready'] ?? Number.NaN, unit: 'ms', budget: 700 },
    { what: 'dashboard: resident memory', value: resident, unit: 'MB', budget: 130 },
  ]
}

async function openDashboard(place: ClawPlace): Promise<{ ready: number; residentMb: number }> {
  const port = await freePort()
  const start = performance.now()
  const child = place.start(['web', '--port', String(port)])
  try {
    let said = ''
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString('utf8')
    })
    while (!/http:\S+\/sign-in\?code=\S+\s/.test(said)) await Promise.race([once(child.stderr ?? child, 'data'), failed(child, () => said)])
    const address = new URL(/http:\S+/.exec(said)?.[0] ?? '')
    await fetch(address, { redirect: 'manual' })
    return { ready: performance.now() - start, residentMb: residentKb(child.pid ?? 0) / 1000 }
  } finally {
    child.kill('SIGKILL')
  }
}

async function failed(child: ReturnType<ClawPlace['start']>, said: () => string): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`claw web ended with ${code}: ${said()}`)
}

function residentKb(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
