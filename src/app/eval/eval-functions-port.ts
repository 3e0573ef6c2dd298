import type { EvalReport } from '../../view/eval-rows.ts'

/** Recorded runs against another model or other instructions. */
export interface EvalFunctions {
  /** One file for the run into the folder; its path. Throws NOT_FOUND, RUN_BROUGHT, USAGE. */
  recordRun(run_id: string, folder: string): Promise<string>
  /** Throws NOT_FOUND, RECORDING_INVALID, NO_MODEL, RUN_BUDGET, USAGE, CANCELLED. */
  evalRuns(
    request: {
      readonly folder: string
      /** Path of a text that stands in the place of every agent's skill.md. */
      readonly prompt: string | null
      /** `AGENT=FILE`. */
      readonly skills: readonly string[]
      readonly max_cost_usd: number | null
      readonly max_tokens: number | null
    },
    signal: AbortSignal,
  ): Promise<EvalReport>
}
