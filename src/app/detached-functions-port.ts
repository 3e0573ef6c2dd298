import type { ResumeOptions, StartRunOptions } from './app-port.ts'

export interface DetachedRun {
  readonly run_id: string
  readonly pid: number
}

/** Runs in processes of their own, which outlive this one: what needs a person's word parks them. `flags`: settings, as `--policy=readonly`. */
export interface DetachedFunctions {
  /** Makes the run row and gives it away. */
  startDetached(options: StartRunOptions, flags?: readonly string[]): Promise<DetachedRun>
  /** Throws as resumeRun does, before anything is started. */
  resumeDetached(run_id: string, options: Omit<ResumeOptions, 'prompter'>, flags?: readonly string[]): Promise<DetachedRun>
  /** Throws as forkRun does, before anything is started. */
  forkDetached(
    run_id: string,
    request: { readonly from: string; readonly set: readonly string[] },
    flags?: readonly string[],
  ): Promise<DetachedRun>
}
