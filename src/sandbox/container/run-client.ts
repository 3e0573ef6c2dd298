import { execFile } from 'node:child_process'
import type { ContainerRuntime } from './container-runtime.ts'

const LIMIT_MS = 10_000

/** One short command of the runtime's client. A failure is an outcome. */
export function runClient(runtime: ContainerRuntime, args: readonly string[]): Promise<{ readonly ok: boolean; readonly stdout: string }> {
  return new Promise((resolve) => {
    const options = { env: { ...runtime.env }, timeout: LIMIT_MS, cwd: '/' }
    const child = execFile(runtime.program, args, options, (error, stdout) => resolve({ ok: error === null, stdout }))
    child.stdin?.end()
  })
}
