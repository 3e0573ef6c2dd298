import type { ResumeOptions, StartRunOptions } from '../app-port.ts'

/** Runs in processes of their own, which outlive this one and hold no terminal. */
export interface DetachedFunctions {
  /** Makes the run row and starts its process. Throws as `startRun` does. */
  startDetached(options: Omit<StartRunOptions, 'prompter'>, how?: Detachment): Promise<DetachedRun>
  /** Resolves when the process has taken the run. Throws as `resumeRun` does; RUN_HELD also when another one was faster. */
  resumeDetached(run_id: string, options: Omit<ResumeOptions, 'prompter'>, how?: Detachment): Promise<DetachedRun>
  /** Throws as `forkRun` does. */
  forkDetached(run_id: string, request: { readonly from: string; readonly set: readonly string[] }, how?: Detachment): Promise<DetachedRun>
}

export interface Detachment {
  /** What needs an answer waits for it, from wherever it comes; else the run parks. */
  readonly wait?: boolean
}

export interface DetachedRun {
  readonly run_id: string
  readonly pid: number
}
