import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseSandbox } from '../../src/app/choose-sandbox.ts'
import { coordinatorPorts } from '../../src/app/coordinator-ports.ts'
import { createRun } from '../../src/app/create-run.ts'
import { initWorkspace } from '../../src/app/init-workspace.ts'
import { openServices } from '../../src/app/open-services.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { executeRun } from '../../src/coordinator/execute-run.ts'
import type { RunOptions } from '../../src/coordinator/ports.ts'
import { currentOwner } from '../../src/store/owner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claw-fault-'))
  mkdirSync(join(root, 'work'))
})
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))

test('what nobody expected in a run interrupts it, and its stack is kept where the run says', async () => {
  const workspace = join(root, 'work')
  const env = { HOME: join(root, 'home'), PATH: process.env['PATH'] ?? '', CLOSED_CLAW_SANDBOX: 'off' }
  const config = loadConfig({ env, cwd: workspace, workspace, flags: {} })
  initWorkspace(config)
  const services = await openServices(config)
  await services.catalog.fresh()
  const run = createRun(services, { task: 'How many TypeScript files are here?', context: {}, plan_only: false })
  const { ports, close } = await coordinatorPorts(services, null, chooseSandbox(config))
  const route = () => Promise.reject(new TypeError('no such thing: sk-canary-0123456789abcdef'))
  const { status, exit_code, error } = await executeRun({
    run_id: run.run_id,
    owner: currentOwner(),
    ports: { ...ports, router: { ...ports.router, route } },
    inDoubt: null,
    options: run.options as RunOptions,
    signal: new AbortController().signal,
  })
  await close()
  services.catalog.close()
  services.store.close()
  expect({ status, exit_code, code: error?.code }).toEqual({ status: 'interrupted', exit_code: 70, code: 'INTERNAL' })
  const [path = ''] = /\S+\/faults\/f_[0-9a-f]{12}\.json/.exec(error?.where ?? '') ?? []
  const kept = readFileSync(path, 'utf8')
  expect(JSON.parse(kept)).toMatchObject({ where: 'a run', times: 1 })
  expect(kept).toContain('TypeError')
  expect(`${kept}${JSON.stringify(error)}`).not.toContain('sk-canary')
})
