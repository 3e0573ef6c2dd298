import type { CapsuleJob } from './records.ts'

export interface CapsuleClaim {
  readonly job_id: string
  readonly job: CapsuleJob
  /** Grows with every claim of the job: what an earlier claimant still says is refused. */
  readonly token: number
}

/**
 * Where capsule attempts wait for a worker. Embedded: SQLite; distributed: another adapter that passes the same contract suite.
 * Every method may be remote, so every method is asynchronous. `renew`, `complete` and `fail` answer false when the claim was lost.
 */
export interface CapsuleQueue {
  /** The same run, subtask and attempt twice is one job. Returns the job id. */
  enqueue(job: CapsuleJob): Promise<string>
  claim(options: { worker: string; lease_ms: number; run_id?: string }): Promise<CapsuleClaim | undefined>
  renew(claim: CapsuleClaim, lease_ms: number): Promise<boolean>
  complete(claim: CapsuleClaim): Promise<boolean>
  fail(claim: CapsuleClaim, reason: string): Promise<boolean>
  /** Takes the waiting and running jobs of a run (or of one subtask) away; their claims are lost. Returns how many. */
  cancel(filter: { run_id: string; subtask_id?: string }): Promise<number>
  /** Gives jobs whose lease ran out back to the queue. Returns how many. */
  reap(): Promise<number>
  depth(): Promise<{ waiting: number; running: number }>
}
