import { afterEach, expect, test } from 'vitest'
import { createWarmPool, type WarmPool } from '../../../src/capsules/supervisor/create-warm-pool.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'

const launch = (memory_mb: number) => ({
  command: [process.execPath, '-e', 'process.stdin.resume()'],
  cwd: process.cwd(),
  env: { PATH: '/usr/bin:/bin' },
  read: [],
  memory_mb,
})

let pool: WarmPool | undefined
afterEach(() => pool?.close())

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

test('gives the warm capsule once, and only for the very same launch', async () => {
  pool = createWarmPool(createNoneDriver())
  pool.warm(launch(256))
  const other = pool.take(launch(512))
  const first = pool.take(launch(256))
  const second = pool.take(launch(256))
  expect(new Set([other.pid, first.pid, second.pid]).size).toBe(3)
  for (const capsule of [other, first, second]) await capsule.sweep(100)
})

test('ends what nobody took, and forgets what died while it waited', async () => {
  pool = createWarmPool(createNoneDriver())
  pool.warm(launch(256))
  const warm = pool.take(launch(256))
  await warm.sweep(100)
  pool.warm({ ...launch(256), command: [process.execPath, '-e', 'process.exit(3)'] })
  await new Promise((done) => setTimeout(done, 300))
  pool.warm(launch(256))
  const pid = pool.take(launch(256)).pid
  expect(isAlive(pid)).toBe(true)
  pool.warm(launch(256))
  await pool.close()
  const after = pool.take(launch(256))
  expect(after.pid).not.toBe(pid)
  await after.sweep(100)
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
})
