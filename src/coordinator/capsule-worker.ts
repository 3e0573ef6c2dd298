import { ClawError } from '../kernel/claw-error.ts'
import type { CapsuleClaim, CapsuleQueue } from '../store/capsule-queue.ts'
import type { CapsuleJob } from '../store/records.ts'
import type { AttemptOutcome } from './attempt-outcome.ts'

export interface CapsuleWorker {
  /** Puts an attempt into the queue and settles with its outcome, whoever carries it out. */
  submit(job: CapsuleJob): Promise<AttemptOutcome>
}

export interface CapsuleWorkerOptions {
  readonly queue: CapsuleQueue
  /** Name of the claimant, for records. */
  readonly worker: string
  readonly handle: (job: CapsuleJob) => Promise<AttemptOutcome>
}

const LEASE_MS = 30_000

/** The worker loop of one process: claim, run the capsule, complete. Each submission brings one claim, so nothing polls. */
export function createCapsuleWorker(options: CapsuleWorkerOptions): CapsuleWorker {
  const waiting = new Map<string, { resolve: (outcome: AttemptOutcome) => void; reject: (error: unknown) => void }>()
  return {
    async submit(job) {
      await options.queue.enqueue(job)
      const settled = new Promise<AttemptOutcome>((resolve, reject) => waiting.set(keyOf(job), { resolve, reject }))
      workOnce(options, job.run_id, waiting).catch((error: unknown) => take(waiting, job)?.reject(error))
      return settled
    },
  }
}

function keyOf(job: CapsuleJob): string {
  return `${job.subtask_id}/${job.attempt}`
}

function take<T>(waiting: Map<string, T>, job: CapsuleJob): T | undefined {
  const entry = waiting.get(keyOf(job))
  waiting.delete(keyOf(job))
  return entry
}

async function workOnce(
  options: CapsuleWorkerOptions,
  run_id: string,
  waiting: Map<string, { resolve: (outcome: AttemptOutcome) => void; reject: (error: unknown) => void }>,
): Promise<void> {
  const claim = await options.queue.claim({ worker: options.worker, lease_ms: LEASE_MS, run_id })
  if (!claim) throw new ClawError('INTERNAL', `A capsule job of run ${run_id} was taken by somebody else.`)
  const renewal = setInterval(() => void options.queue.renew(claim, LEASE_MS), LEASE_MS / 3)
  try {
    const outcome = await options.handle(claim.job)
    await settle(options.queue, claim, outcome)
    take(waiting, claim.job)?.resolve(outcome)
  } catch (error) {
    await options.queue.fail(claim, error instanceof Error ? error.message : String(error)).catch(() => false)
    take(waiting, claim.job)?.reject(error)
  } finally {
    clearInterval(renewal)
  }
}

async function settle(queue: CapsuleQueue, claim: CapsuleClaim, outcome: AttemptOutcome): Promise<void> {
  if (outcome.ok) await queue.complete(claim)
  else await queue.fail(claim, outcome.error.code)
}
