import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import type { ChatModel } from './chat-model.ts'

export interface CircuitOptions {
  /** Failures in a row that open the circuit. */
  readonly failures: number
  readonly resetMs: number
  readonly clock: Clock
}

export interface Circuit {
  readonly state: 'closed' | 'open' | 'half_open'
  /** Milliseconds until a call may pass, or 0 for now; a half-open circuit lets one call through at a time. */
  enter(): number
  leave(outcome: 'ok' | 'failed' | 'neither'): void
}

// What says that the provider is ill. A bad request or a wrong key says nothing about it.
const ILLNESS: readonly string[] = ['MODEL_UNAVAILABLE', 'MODEL_TIMEOUT', 'MODEL_RATE_LIMITED', 'MODEL_BAD_RESPONSE']

/** Stops asking a provider that fails again and again, and tries it with one call after a while. Models of one provider share a `circuit`. */
export function withCircuitBreaker(model: ChatModel, options: CircuitOptions, circuit: Circuit = createCircuit(options)): ChatModel {
  return {
    ...model,
    async call(request, callOptions) {
      const wait = circuit.enter()
      if (wait > 0) throw circuitOpen(model, options, wait)
      try {
        const reply = await model.call(request, callOptions)
        circuit.leave('ok')
        return reply
      } catch (error) {
        circuit.leave(error instanceof ClawError && ILLNESS.includes(error.code) ? 'failed' : 'neither')
        throw error
      }
    },
  }
}

function circuitOpen(model: ChatModel, { failures }: CircuitOptions, wait: number): ClawError {
  const again = `It is asked again in ${Math.ceil(wait / 1000)} s.`
  return new ClawError('MODEL_UNAVAILABLE', `${model.provider} (${model.model}) failed ${failures} times in a row. ${again}`, {
    data: { provider: model.provider, model: model.model, circuit: 'open', retry_after_ms: wait },
  })
}

export function createCircuit({ failures, resetMs, clock }: CircuitOptions): Circuit {
  let inARow = 0
  let openedAt: number | undefined
  let probing = false
  const left = (): number => (openedAt === undefined ? 0 : Math.max(0, openedAt + resetMs - clock.monotonic()))
  return {
    get state() {
      if (openedAt === undefined) return 'closed'
      return left() > 0 ? 'open' : 'half_open'
    },
    enter() {
      if (openedAt === undefined) return 0
      if (left() > 0) return left()
      if (probing) return 1
      probing = true
      return 0
    },
    leave(outcome) {
      probing = false
      if (outcome === 'neither') return
      inARow = outcome === 'ok' ? 0 : inARow + 1
      openedAt = inARow >= failures ? clock.monotonic() : undefined
    },
  }
}
