import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type BwrapHost, findBwrapHost } from '../../src/sandbox/bwrap-host.ts'
import { runInSandbox, type SandboxRun } from '../../src/sandbox/run-in-sandbox.ts'
import type { SandboxDriver, SandboxSpec } from '../../src/sandbox/sandbox-driver.ts'

/** These tests prove the sandbox: without one they fail. */
export function requireBwrapHost(): BwrapHost {
  const host = findBwrapHost()
  if (host === undefined) throw new Error('bubblewrap is missing: apt-get install bubblewrap')
  return host
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'claw-sandbox-')))
  folders.push(folder)
  return folder
}

export const CAPSULE: SandboxSpec = {
  command: [],
  env: { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' },
  cwd: '/tmp',
  read: [],
  write: [],
  hide: [],
  protect: [],
  network: false,
  memory_mb: 256,
  max_processes: 64,
}

export function shellSpec(workspace: string): SandboxSpec {
  return { ...CAPSULE, cwd: workspace, write: [workspace] }
}

export function runScript(driver: SandboxDriver, spec: SandboxSpec, script: string, limit_ms = 10_000): Promise<SandboxRun> {
  return runInSandbox(driver, { ...spec, command: ['bash', '-c', script] }, limit_ms)
}

export function runPython(driver: SandboxDriver, spec: SandboxSpec, code: string, limit_ms = 10_000): Promise<SandboxRun> {
  return runInSandbox(driver, { ...spec, command: ['python3', '-I', '-c', code] }, limit_ms)
}
