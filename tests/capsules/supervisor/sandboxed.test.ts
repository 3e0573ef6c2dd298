import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { chmod, cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CapsuleLaunch } from '../../../src/capsules/run-capsule.ts'
import { createCapsuleRunner } from '../../../src/capsules/supervisor/create-capsule-runner.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'
import type { SandboxDriver } from '../../../src/sandbox/sandbox-driver.ts'
import { selectSandbox } from '../../../src/sandbox/select-sandbox.ts'
import { FIXTURES, type Ran, type RunOptions, run } from './run-fixture.ts'

const selected = await selectSandbox('auto')
const drivers: SandboxDriver[] = selected.driver.name === 'none' ? [createNoneDriver()] : [createNoneDriver(), selected.driver]
let folder = ''

// A copy that an unprivileged user can reach, as an installed agent folder would be.
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'claw-fixtures-')))
  await chmod(folder, 0o755)
  await cp(FIXTURES, folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(drivers.map((driver) => [driver.name, driver] as const))('misbehaviour under %s', (_name, sandbox) => {
  function misbehave(name: string, options: Omit<RunOptions, 'command'> = {}, memory_mb = 256): Promise<Ran> {
    const command = ['python3', join(folder, 'misbehave.py'), name]
    const launch: CapsuleLaunch = { command, cwd: folder, env: { PATH: '/usr/local/bin:/usr/bin:/bin' }, read: [folder], memory_mb }
    return run({ command, launch, runCapsule: createCapsuleRunner({ sandbox, clock: systemClock }), ...options })
  }

  it.each([
    ['exit_early', 'CAPSULE_EXITED'],
    ['killed', 'CAPSULE_EXITED'],
    ['flood', 'PROTOCOL_LINE_TOO_LONG'],
    ['double_response', 'PROTOCOL_DUPLICATE_RESPONSE'],
  ])('%s ends with %s', async (name, code) => {
    expect((await misbehave(name)).error?.code).toBe(code)
  })

  // A sandbox that holds the pipe itself hides that its program closed it: the silence is noticed then.
  it('a closed stdout ends the attempt', async () => {
    const { error } = await misbehave('close_stdout', { limits: { idle_ms: 800 } })
    expect(error?.code).toBe(sandbox.name === 'none' ? 'CAPSULE_PIPE_CLOSED' : 'CAPSULE_IDLE')
  })

  it('an ignored SIGTERM is followed by SIGKILL', async () => {
    const { error, ms } = await misbehave('ignore_sigterm', { limits: { wall_ms: 500, grace_ms: 200 } })
    expect(error?.code).toBe('CAPSULE_TIMEOUT')
    expect(ms).toBeLessThan(3000)
  })

  it('a child that holds the pipes goes with its parent', async () => {
    const { response, ms } = await misbehave('fork_and_leave')
    expect(response?.status).toBe('ok')
    expect(ms).toBeLessThan(2500)
  })

  it('more memory than was given is not to be had', async () => {
    const { error } = await misbehave('eat_memory', {}, 128)
    expect(error?.code).toMatch(/^CAPSULE_(OUT_OF_MEMORY|EXITED)$/)
    expect(error?.message).toMatch(/memory/)
  })
})
