import { ClawError } from '../kernel/claw-error.ts'
import type { Fence } from '../store/records.ts'
import type { RunStore } from '../store/store.ts'

const BEAT_MS = 1000
const LOOK_MS = 250

export interface LeaseOptions {
  readonly runs: RunStore
  readonly fence: Fence
  readonly outer: AbortSignal
  /** Somebody else wants it killed: what a second Ctrl-C does here. */
  readonly kill: () => void
}

/** Renews the lease, and stops the work when somebody asked for it or when another process took the run over. */
export function keepLease({ runs, fence, outer, kill }: LeaseOptions): { signal: AbortSignal; stop(): void } {
  const own = new AbortController()
  // Whoever asked waits for a sign of life.
  const killOnce = once(() => {
    kill()
    runs.heartbeat(fence)
  })
  const timers = [setInterval(() => calmly(beat), BEAT_MS), setInterval(() => calmly(look), LOOK_MS)]
  function beat(): void {
    if (!runs.heartbeat(fence)) own.abort(new ClawError('FENCED', `Run ${fence.run_id} was taken over by another process.`))
  }
  function look(): void {
    const wish = runs.cancelWish(fence.run_id)
    if (wish === undefined) return
    own.abort(new ClawError('CANCELLED', `Cancelled by ${wish.by}.`, { data: { level: wish.level } }))
    if (wish.level === 'force') killOnce()
  }
  return { signal: AbortSignal.any([outer, own.signal]), stop: () => timers.forEach(clearInterval) }
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
