import type { ForkStep } from '../../view/fork-rows.ts'
import type { LiveRun, Prompter } from '../app-port.ts'

/** Runs that go on from a step of another one. */
export interface ForkFunctions {
  /** Throws NOT_FOUND. */
  forkSteps(run_id: string): Promise<ForkStep[]>
  /** Throws NOT_FOUND, RUN_BROUGHT, RUN_HELD, USAGE (with the steps or settings that there are), CONFIG_INVALID. */
  forkRun(
    run_id: string,
    request: { readonly from: string; readonly set: readonly string[]; readonly prompter?: Prompter },
  ): Promise<LiveRun>
  /** Files that the run left changed: a fork works on them as they are. */
  changedFiles(run_id: string): Promise<readonly string[]>
}
