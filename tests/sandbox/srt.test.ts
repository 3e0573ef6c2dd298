import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SelectedSandbox } from '../../src/sandbox/prove-driver.ts'
import { proveSrt } from '../../src/sandbox/srt/prove-srt.ts'
import { CAPSULE, runPython, runScript, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

const workspace = temporaryFolder()
let selected: SelectedSandbox
beforeAll(async () => {
  selected = await proveSrt([], 'full')
}, 20_000)
afterAll(() => selected.driver.close())

test('holds in both profiles', () => {
  expect(selected.selfTest.probes.filter((probe) => !probe.held)).toEqual([])
  expect(selected.selfTest.driver).toBe('srt')
})

test('writes the workspace, hides its secrets, and passes exit codes and words on as they are', async () => {
  writeFileSync(join(workspace, '.env'), 'canary-env')
  process.env['CLAW_TEST_CANARY'] = 'canary-environment'
  const seen = await runScript(
    selected.driver,
    { ...shellSpec(workspace), hide: [join(workspace, '.env')] },
    `echo "a  'b" > made; cat made .env; env; cat /proc/*/environ; exit 7`,
  )
  delete process.env['CLAW_TEST_CANARY']
  expect(seen.code).toBe(7)
  expect(seen.stdout).toContain("a  'b\n")
  expect(seen.stdout).not.toContain('canary')
})

test('reaches no server, not even on loopback', async () => {
  const server = createServer((socket) => socket.end('reached'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const seen = await runPython(
    selected.driver,
    CAPSULE,
    `import socket\ntry: print('REACHED', socket.create_connection(('127.0.0.1', ${port}), 2))\nexcept OSError: print('stopped')`,
  )
  server.close()
  expect(seen.stdout).toBe('stopped\n')
})
