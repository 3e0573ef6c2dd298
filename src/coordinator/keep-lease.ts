import { ClawError } from '../kernel/claw-error.ts'
import type { Fence } from '../store/records.ts'
import type { RunStore, Store } from '../store/store.ts'

const BEAT_MS = 1000
const LOOK_MS = 250

export interface LeaseOptions {
  readonly runs: RunStore
  /** Throws STORE_REPLACED when the registry was deleted or replaced. */
  readonly requireSame: Store['requireSame']
  readonly fence: Fence
  readonly outer: AbortSignal
  /** Somebody else wants it killed: what a second Ctrl-C does here. */
  readonly kill: () => void
}

/** Renews the lease, and stops the work when somebody asked for it, when another process took the run over, or when its registry is gone. */
export function keepLease({ runs, requireSame, fence, outer, kill }: LeaseOptions): { signal: AbortSignal; stop(): void } {
  const own = new AbortController()
  // Whoever asked waits for a sign of life.
  const killOnce = once(() => {
    kill()
    runs.heartbeat(fence)
  })
  const timers = [setInterval(() => calmly(beat), BEAT_MS), setInterval(() => calmly(look), LOOK_MS)]
  function beat(): void {
    const gone = registryGone(requireSame, fence)
    if (gone !== undefined) own.abort(gone)
    else if (!runs.heartbeat(fence)) own.abort(new ClawError('FENCED', `Run ${fence.run_id} was taken over by another process.`))
  }
  function look(): void {
    const wish = runs.cancelWish(fence.run_id)
    if (wish === undefined) return
    own.abort(new ClawError('CANCELLED', `Cancelled by ${wish.by}.`, { data: { level: wish.level } }))
    if (wish.level === 'force') killOnce()
  }
  return { signal: AbortSignal.any([outer, own.signal]), stop: () => timers.forEach(clearInterval) }
}

// What is done from then on, nobody could find: an answer would never come either.
function registryGone(requireSame: () => void, { run_id }: Fence): ClawError | undefined {
  try {
    requireSame()
    return undefined
  } catch (error) {
    if (!(error instanceof ClawError)) return undefined
    return new ClawError(error.code, error.message, { fix: `Put the folder back, then: claw resume ${run_id}`, cause: error })
  }
}

// A busy or full disk must not stop the beat: the next write of the run itself says so.
function calmly(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
  }
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}
