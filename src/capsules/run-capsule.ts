import type { AgentResponse, Intent, IntentAnswer, TaskRequest } from '../protocol/messages.ts'

export interface CapsuleLaunch {
  /** Program and arguments: the builtin runtime or the entrypoint of the agent. */
  readonly command: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Folders that the program may read (its bundle, its own agent folder). */
  readonly read: readonly string[]
  readonly memory_mb: number
}

export interface CapsuleLimits {
  readonly handshake_ms: number
  readonly idle_ms: number
  readonly wall_ms: number
  readonly grace_ms: number
}

export interface CapsuleObserver {
  onStarted(process: { pid: number; command: readonly string[]; sandbox: string }): void
  onExited(exit: { code: number | null; signal: string | null; stderr_tail: string; dropped_bytes: number }): void
  onProgress(text: string): void
}

export interface RunCapsuleOptions {
  readonly launch: CapsuleLaunch
  readonly request: TaskRequest
  readonly limits: CapsuleLimits
  /**
   * Answers an intent. Several may be open at once. A rejection ends the capsule with that error. `pause` stops the wall and idle clocks until
   * the returned function is called (a person is being waited for). `signal` aborts when the attempt is over: nobody takes the answer any more.
   */
  readonly onIntent: (intent: Intent, clock: { pause(): () => void; readonly signal: AbortSignal }) => Promise<IntentAnswer>
  readonly observer: CapsuleObserver
  readonly signal: AbortSignal
}

/** Runs one capsule from spawn to agent_response; no process of it is left when this settles. Throws ClawError CAPSULE_* or PROTOCOL_*. */
export type RunCapsule = (options: RunCapsuleOptions) => Promise<AgentResponse>
