import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createBwrapDriver } from '../../src/sandbox/bwrap-driver.ts'
import { findBwrapHost } from '../../src/sandbox/bwrap-host.ts'
import { createNoneDriver } from '../../src/sandbox/none-driver.ts'
import type { SandboxDriver } from '../../src/sandbox/sandbox-driver.ts'
import { taskRequest } from '../helpers/task-request.ts'
import { measure, timed } from './measure.ts'
import type { Row } from './row.ts'

const DIST = resolve(import.meta.dirname, '../../dist')
const CAPSULE = [
  '--experimental-permission',
  `--allow-fs-read=${DIST}/*`,
  '--max-old-space-size=256',
  '--no-warnings',
  join(DIST, 'capsule.cjs'),
  'model',
]

/** From the start of a capsule process to the first line that it says. */
export async function benchCapsule(repetitions: number): Promise<Row[]> {
  const bare = createNoneDriver()
  const host = findBwrapHost()
  const contestants = [
    { name: 'floor', run: () => timed(() => firstLine(bare, ['-e', 'process.stdin.once("data", () => console.log(1))'])) },
    { name: 'none', run: () => timed(() => firstLine(bare, CAPSULE)) },
    ...(host ? [{ name: 'bwrap', run: () => timed(() => firstLine(createBwrapDriver(host), CAPSULE)) }] : []),
  ]
  const least = await measure(contestants, repetitions)
  const floor = { name: 'bare node child', value: least['floor'] ?? Number.NaN }
  const row = (what: string, name: string, budget: number): Row => ({ what, value: least[name] ?? Number.NaN, unit: 'ms', floor, budget })
  return [
    row('capsule: spawn to first intent, unsandboxed', 'none', 1.4),
    ...(host ? [row('capsule: spawn to first intent, bubblewrap', 'bwrap', 1.8)] : []),
  ]
}

async function firstLine(driver: SandboxDriver, args: readonly string[]): Promise<void> {
  const { child, kill } = driver.spawn({
    command: [process.execPath, ...args],
    cwd: DIST,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
    read: [DIST],
    write: [],
    hide: [],
    protect: [],
    network: false,
    memory_mb: 256,
    max_processes: 64,
  })
  child.stdin?.write(`${JSON.stringify(taskRequest({ engine: 'model' }))}\n`)
  if (child.stdout) await once(child.stdout, 'data')
  void kill(0)
}
