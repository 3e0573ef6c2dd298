import { expect, test } from 'vitest'
import { trackProcesses } from '../../src/app/track-processes.ts'
import { createNoneDriver } from '../../src/sandbox/none-driver.ts'
import type { SandboxSpec } from '../../src/sandbox/sandbox-driver.ts'
import { isAlive } from '../coordinator/running-claw.ts'

const spec = (...command: string[]): SandboxSpec => ({
  command,
  env: { PATH: '/usr/bin:/bin' },
  cwd: '/',
  read: [],
  write: [],
  hide: [],
  protect: [],
  network: false,
  memory_mb: 256,
  max_processes: 16,
})

test('a forced stop kills what is still there, also what ignores SIGTERM, and nothing that has ended', async () => {
  const { driver, killAll } = trackProcesses(createNoneDriver())
  const ended = driver.spawn(spec('/bin/true'))
  await new Promise((done) => ended.child.once('close', done))
  const stubborn = driver.spawn(spec('/bin/sh', '-c', 'trap "" TERM; while :; do sleep 1; done'))
  const pid = stubborn.child.pid ?? 0
  expect(isAlive(pid)).toBe(true)
  const began = Date.now()
  await killAll()
  expect([isAlive(pid), Date.now() - began < 2000]).toEqual([false, true])
})
