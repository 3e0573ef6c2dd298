import { ClawError } from '../../kernel/claw-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { CapsuleLimits } from '../run-capsule.ts'
import { createCountdown } from './countdown.ts'

export interface AttemptClocks {
  /** A valid message came. */
  heard(): void
  /** The capsule waits for the host: its silence is not idleness. Returns the end of the wait. */
  answering(): () => void
  /** A person is waited for: all clocks stand still until the returned function is called. */
  pause(): () => void
  stop(): void
}

/** Handshake, idle and wall limit of one attempt. `onExpired` is called once at most. */
export function createAttemptClocks(limits: CapsuleLimits, clock: Clock, onExpired: (error: ClawError) => void): AttemptClocks {
  const expire = (error: ClawError): void => {
    stop()
    onExpired(error)
  }
  const handshake = createCountdown(limits.handshake_ms, clock, () =>
    expire(new ClawError('CAPSULE_HANDSHAKE_TIMEOUT', `The capsule said nothing within ${seconds(limits.handshake_ms)} of its start.`)),
  )
  const idle = createCountdown(limits.idle_ms, clock, () =>
    expire(new ClawError('CAPSULE_IDLE', `The capsule was silent for ${seconds(limits.idle_ms)}.`)),
  )
  const wall = createCountdown(limits.wall_ms, clock, () =>
    expire(new ClawError('CAPSULE_TIMEOUT', `The attempt took longer than ${seconds(limits.wall_ms)}.`)),
  )
  const standStill = { idle: createHolds(idle), wall: createHolds(wall) }
  // Until the handshake the idle clock has nothing to say.
  let beforeHandshake: (() => void) | undefined = standStill.idle()

  function heard(): void {
    handshake.stop()
    beforeHandshake?.()
    beforeHandshake = undefined
    idle.restart()
  }

  function pause(): () => void {
    const release = [standStill.idle(), standStill.wall()]
    return () => {
      for (const each of release) each()
    }
  }

  function stop(): void {
    for (const countdown of [handshake, idle, wall]) countdown.stop()
  }

  return { heard, answering: standStill.idle, pause, stop }
}

/** Several may hold a countdown at once; it runs again when the last one lets go. */
function createHolds(countdown: { pause(): void; resume(): void; restart(): void }): () => () => void {
  let holds = 0
  return () => {
    let held = true
    holds += 1
    countdown.pause()
    return () => {
      if (!held) return
      held = false
      holds -= 1
      if (holds === 0) countdown.resume()
    }
  }
}

function seconds(ms: number): string {
  return `${ms / 1000} s`
}
