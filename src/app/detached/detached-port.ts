import type { ResumeOptions, StartRunOptions } from '../app-port.ts'

/** Runs in processes of their own, which outlive this one and hold no terminal. */
export interface DetachedFunctions {
  /** Makes the run row and starts its process; for a key that has a run already only what of both is missing. Throws as `startRun` does. */
  startDetached(options: Omit<StartRunOptions, 'prompter'>, how?: Detachment): Promise<DetachedRun>
  /** Resolves when the process has taken the run. Throws as `resumeRun` does; RUN_HELD also when another one was faster. */
  resumeDetached(run_id: string, options: Omit<ResumeOptions, 'prompter'>, how?: Detachment): Promise<DetachedRun>
  /** Throws as `forkRun` does. */
  forkDetached(run_id: string, request: DetachedFork, how?: Detachment): Promise<DetachedRun>
}

export interface DetachedFork {
  readonly from: string
  readonly set: readonly string[]
  readonly idempotency_key?: string
}

export interface Detachment {
  /** What needs an answer waits for it, from wherever it comes; else the run parks. */
  readonly wait?: boolean
}

export interface DetachedRun {
  readonly run_id: string
  /** null: the run was there already, and needs no process any more. */
  readonly pid: number | null
}
