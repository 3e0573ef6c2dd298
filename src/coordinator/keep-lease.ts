import { ClawError } from '../kernel/claw-error.ts'
import type { Fence } from '../store/records.ts'
import type { RunStore } from '../store/store.ts'

const BEAT_MS = 1000

/** Renews the lease, and stops the work when somebody asked for it or when another process took the run over. */
export function keepLease(runs: RunStore, fence: Fence, outer: AbortSignal): { signal: AbortSignal; stop(): void } {
  const own = new AbortController()
  const timer = setInterval(beat, BEAT_MS)
  function beat(): void {
    try {
      if (!runs.heartbeat(fence)) own.abort(new ClawError('FENCED', `Run ${fence.run_id} was taken over by another process.`))
      const by = runs.get(fence.run_id)?.cancel_requested_by
      if (by) own.abort(new ClawError('CANCELLED', `Cancelled by ${by}.`))
    } catch (error) {
      // A busy or full disk must not stop the beat: the next write of the run itself says so.
      if (!(error instanceof ClawError)) throw error
    }
  }
  return { signal: AbortSignal.any([outer, own.signal]), stop: () => clearInterval(timer) }
}
