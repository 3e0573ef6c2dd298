import type { ReplayReport } from '../../view/replay-rows.ts'

/** Runs once more: from their journal. */
export interface ReplayFunctions {
  /** Nothing is called and nothing is changed but the audit log. Throws NOT_FOUND, RUN_BROUGHT, RUN_HELD, SANDBOX_MISSING, CANCELLED. */
  replayRun(run_id: string, signal: AbortSignal): Promise<ReplayReport>
}
