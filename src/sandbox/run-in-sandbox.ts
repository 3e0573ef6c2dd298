import { ClawError } from '../kernel/claw-error.ts'
import type { SandboxDriver, SandboxSpec } from './sandbox-driver.ts'

export interface SandboxRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** Why it could not be started, or null. */
  readonly failure: string | null
}

/** Runs a short program of our own inside and gives what it said. A program that can't be started is an outcome, not an error. */
export async function runInSandbox(driver: SandboxDriver, spec: SandboxSpec, limit_ms: number): Promise<SandboxRun> {
  try {
    return await collect(driver, spec, limit_ms)
  } catch (error) {
    if (error instanceof ClawError) return { code: null, stdout: '', stderr: '', failure: error.message }
    throw error
  }
}

function collect(driver: SandboxDriver, spec: SandboxSpec, limit_ms: number): Promise<SandboxRun> {
  const { child, kill } = driver.spawn(spec)
  const said = { stdout: '', stderr: '' }
  child.stdin?.on('error', () => undefined)
  child.stdin?.end()
  child.stdout?.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString()
  })
  return new Promise((resolve) => {
    const timer = setTimeout(() => void kill(0), limit_ms)
    child.once('close', (code) => {
      clearTimeout(timer)
      void kill(0).then(() => resolve({ code, ...said, failure: null }))
    })
  })
}
