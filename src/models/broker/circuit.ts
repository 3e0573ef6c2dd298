import type { Clock } from '../../kernel/clock.ts'

export interface CircuitOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number
  readonly resetMs: number
  readonly clock: Pick<Clock, 'monotonic'>
}

export type CircuitState = 'closed' | 'open' | 'half_open'
export type CircuitOutcome = 'ok' | 'failed' | 'neither'

export interface CircuitPass {
  /** It is the one call that a half-open circuit lets through. */
  readonly trial: boolean
  /** The new state when this call has changed it. */
  leave(outcome: CircuitOutcome): CircuitState | undefined
}

/** Stops asking a provider that fails again and again, and tries it with one call after a while. */
export interface Circuit {
  readonly state: CircuitState
  /** A pass, or how many milliseconds no call may pass, or the end of the one call that is trying it. */
  enter(): CircuitPass | { readonly wait_ms: number } | { readonly trial_end: Promise<void> }
}

export function createCircuit({ failures, resetMs, clock }: CircuitOptions): Circuit {
  let inARow = 0
  let openedAt: number | undefined
  let trial: { readonly end: Promise<void>; readonly done: () => void } | undefined
  const left = (): number => (openedAt === undefined ? 0 : Math.max(0, openedAt + resetMs - clock.monotonic()))
  const state = (): CircuitState => {
    if (openedAt === undefined) return 'closed'
    return left() > 0 ? 'open' : 'half_open'
  }

  function leave(outcome: CircuitOutcome): CircuitState | undefined {
    if (outcome === 'neither') return undefined
    const before = openedAt
    inARow = outcome === 'ok' ? 0 : inARow + 1
    openedAt = inARow >= failures ? clock.monotonic() : undefined
    if (before === undefined) return openedAt === undefined ? undefined : 'open'
    return openedAt === undefined ? 'closed' : 'open'
  }

  function endTrial(): void {
    trial?.done()
    trial = undefined
  }

  return {
    get state() {
      return state()
    },
    enter() {
      if (left() > 0) return { wait_ms: left() }
      const isTrial = openedAt !== undefined
      if (isTrial && trial !== undefined) return { trial_end: trial.end }
      if (isTrial) trial = beginTrial()
      return {
        trial: isTrial,
        leave: (outcome) => {
          const changed = leave(outcome)
          if (isTrial) endTrial()
          return changed
        },
      }
    },
  }
}

function beginTrial() {
  let done: () => void = () => undefined
  const end = new Promise<void>((resolve) => {
    done = resolve
  })
  return { end, done }
}
