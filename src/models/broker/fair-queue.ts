import { abortReason } from '../../kernel/abort.ts'

export interface FairQueue {
  /** Resolves when it is this one's turn, first come, first served, with what gives the place back. Rejects, and leaves the queue, when the signal aborts. */
  enter(signal: AbortSignal): Promise<() => void>
}

export function createFairQueue(places: number): FairQueue {
  const waiting = new Set<() => void>()
  let taken = 0

  function leave(): void {
    const next = waiting.values().next()
    if (next.done === true) taken -= 1
    else next.value()
  }

  function once(): () => void {
    let open = true
    return () => {
      if (open) leave()
      open = false
    }
  }

  function enter(signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) return Promise.reject(abortReason(signal))
    if (taken < places) {
      taken += 1
      return Promise.resolve(once())
    }
    return new Promise((resolve, reject) => {
      const goOn = (): void => {
        waiting.delete(goOn)
        signal.removeEventListener('abort', giveUp)
        resolve(once())
      }
      const giveUp = (): void => {
        waiting.delete(goOn)
        reject(abortReason(signal))
      }
      waiting.add(goOn)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  return { enter }
}
