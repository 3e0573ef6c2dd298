import type { JsonObject } from '../kernel/json.ts'
import type { Fence, Owner, RunRecord } from './records.ts'

export interface NewRun {
  readonly run_id: string
  readonly task: string
  readonly session_id: string
  readonly actor: string
  readonly origin: string
  readonly idempotency_key?: string
  readonly workspace: string
  readonly engine: RunRecord['engine']
  readonly tags?: readonly string[]
  readonly options: JsonObject
}

export interface RunStore {
  /** Status `queued`. With an idempotency key that exists, the existing run. */
  create(run: NewRun): RunRecord
  get(run_id: string): RunRecord | undefined
  /** Ids that start with the prefix, newest first, at most 10. */
  byPrefix(prefix: string): string[]
  list(options: { limit: number; status?: RunRecord['status']; session_id?: string }): RunRecord[]
  /**
   * Takes the run: raises the epoch, sets owner and heartbeat. Throws RUN_HELD while a live owner holds it, NOT_FOUND. `from`: that owner loses it
   * although it lives.
   */
  claim(run_id: string, owner: Owner, options?: { from?: Owner }): Fence
  /** False when the fence is lost. Due well within 5 minutes, also while a person is waited for: after that the run may be taken. */
  heartbeat(fence: Fence): boolean
  release(fence: Fence): void
  update(
    fence: Fence,
    patch: Partial<Pick<RunRecord, 'status' | 'waiting_reason' | 'result' | 'error' | 'exit_code' | 'engine' | 'ended_at' | 'options'>>,
  ): void
  requestCancel(run_id: string, by: string, level?: 'graceful' | 'force'): void
  /** Who asked the owner to stop, and how hard; undefined: nobody. */
  cancelWish(run_id: string): { readonly by: string; readonly level: 'graceful' | 'force' } | undefined
  /** Runs that this very process holds. */
  heldBy(owner: Owner): string[]
  /** Runs that say `running` or `queued` whose owner is gone become `interrupted`. Returns their ids. */
  markAbandoned(): string[]
}
