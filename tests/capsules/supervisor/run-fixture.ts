import { fileURLToPath } from 'node:url'
import type { CapsuleLaunch, CapsuleLimits, RunCapsule, RunCapsuleOptions } from '../../../src/capsules/run-capsule.ts'
import { createCapsuleRunner } from '../../../src/capsules/supervisor/create-capsule-runner.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import type { AgentResponse, Intent, IntentAnswer } from '../../../src/protocol/messages.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'

export { isAlive } from '../../../src/sandbox/process-tree.ts'

import { taskRequest } from '../../helpers/task-request.ts'

export const FIXTURES = fileURLToPath(new URL('../../fixtures/capsules/', import.meta.url))
export const FAST: CapsuleLimits = { handshake_ms: 10_000, idle_ms: 10_000, wall_ms: 20_000, grace_ms: 300 }

export interface Seen {
  started: { pid: number; command: readonly string[]; sandbox: string }[]
  exited: { code: number | null; signal: string | null; stderr_tail: string; dropped_bytes: number }[]
  progress: string[]
  intents: Intent[]
}

export interface Ran {
  readonly response: AgentResponse | undefined
  readonly error: ClawError | undefined
  readonly seen: Seen
  readonly ms: number
}

export interface RunOptions {
  readonly command: readonly string[]
  readonly runCapsule?: RunCapsule
  readonly limits?: Partial<CapsuleLimits>
  readonly request?: RunCapsuleOptions['request']
  readonly onIntent?: RunCapsuleOptions['onIntent']
  readonly onProgress?: (text: string) => void
  readonly signal?: AbortSignal
  readonly launch?: CapsuleLaunch
}

export const habit = (name: string): string[] => ['python3', `${FIXTURES}misbehave.py`, name]

/** Answers tool calls with their own path; refuses nothing. */
export async function echoIntent(intent: Intent): Promise<IntentAnswer> {
  if (intent.type !== 'tool_call_intent') throw new Error(`unexpected ${intent.type}`)
  return { type: 'tool_call_result', id: intent.id, ok: true, result: intent.args['path'] ?? null }
}

/** Runs a capsule under the real supervisor, with what a test needs to know of it. */
export async function run(options: RunOptions): Promise<Ran> {
  const { runCapsule = createCapsuleRunner({ sandbox: createNoneDriver(), clock: systemClock }), onIntent = echoIntent } = options
  const seen: Seen = { started: [], exited: [], progress: [], intents: [] }
  const began = performance.now()
  const outcome = await runCapsule({
    launch: options.launch ?? fixtureLaunch(options.command),
    request: options.request ?? taskRequest(),
    limits: { ...FAST, ...options.limits },
    signal: options.signal ?? new AbortController().signal,
    onIntent: (intent, clock) => {
      seen.intents.push(intent)
      return onIntent(intent, clock)
    },
    observer: {
      onStarted: (started) => seen.started.push(started),
      onExited: (exited) => seen.exited.push(exited),
      onProgress: (text) => {
        seen.progress.push(text)
        options.onProgress?.(text)
      },
    },
  }).then(
    (response) => ({ response, error: undefined }),
    (error: unknown) => {
      if (!(error instanceof ClawError)) throw error
      return { response: undefined, error }
    },
  )
  return { ...outcome, seen, ms: performance.now() - began }
}

function fixtureLaunch(command: readonly string[]): CapsuleLaunch {
  return { command, cwd: FIXTURES, env: { PATH: '/usr/local/bin:/usr/bin:/bin' }, read: [FIXTURES], memory_mb: 512 }
}
