import { raceAbort, sleep } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { CallOptions, ChatModel, CircuitNote, ModelReply, ModelRequest } from '../chat-model.ts'
import { MAX_RETRY_AFTER_MS } from '../with-retries.ts'
import { type CircuitOptions, type CircuitPass, type CircuitState, createCircuit } from './circuit.ts'
import { createFairQueue } from './fair-queue.ts'
import { isIll } from './is-ill.ts'

export interface GateOptions {
  readonly provider: string
  /** Calls at the same time. */
  readonly concurrency: number
  readonly circuit: Pick<CircuitOptions, 'failures' | 'resetMs'>
  readonly clock: Clock
  readonly sleep?: typeof sleep
}

// A provider that asks for days is asked again after an hour: the process may live longer than what it said holds.
const LONGEST_HOLD_MS = 3_600_000

/** What all calls to one provider pass, whoever makes them: a queue, what the provider asked to wait for, and the circuit breaker. */
export interface ProviderGate {
  through(model: ChatModel): ChatModel
}

export function createProviderGate(options: GateOptions): ProviderGate {
  const { provider, clock } = options
  const wait = options.sleep ?? sleep
  const queue = createFairQueue(options.concurrency)
  const circuit = createCircuit({ ...options.circuit, clock })
  let heldUntil = 0

  function hold(ms: unknown): void {
    if (typeof ms === 'number') heldUntil = Math.max(heldUntil, clock.monotonic() + Math.min(ms, LONGEST_HOLD_MS))
  }

  /** Waits for its turn, and for what the provider asked another call to wait. Throws where that is too long. */
  async function turn(model: ChatModel, signal: AbortSignal): Promise<() => void> {
    refuseOpen(model)
    const leave = await queue.enter(signal)
    try {
      const left = heldUntil - clock.monotonic()
      if (left > MAX_RETRY_AFTER_MS) throw held(model, left)
      if (left > 0) await wait(left, signal)
      return leave
    } catch (error) {
      leave()
      throw error
    }
  }

  function refuseOpen(model: ChatModel): void {
    const entry = circuit.state === 'open' ? circuit.enter() : undefined
    if (entry !== undefined && 'wait_ms' in entry) throw opened(model, options, entry.wait_ms)
  }

  function note(state: CircuitState, { onCircuit }: CallOptions): void {
    const { failures, resetMs } = options.circuit
    onCircuit?.({ provider, state, failures, retry_in_ms: state === 'open' ? resetMs : 0 } satisfies CircuitNote)
  }

  function through(model: ChatModel): ChatModel {
    return {
      ...model,
      async call(request, call) {
        const started = clock.monotonic()
        const leave = await turn(model, call.signal)
        try {
          const pass = await enter(model, call.signal)
          const waited_ms = Math.round(clock.monotonic() - started)
          const reply = await ask(model, request, call, pass)
          return waited_ms === 0 ? reply : { ...reply, waited_ms }
        } finally {
          leave()
        }
      },
    }
  }

  /** While one call tries a provider that was ill, the others wait for its end: they would fail where the provider is well again. */
  async function enter(model: ChatModel, signal: AbortSignal): Promise<CircuitPass> {
    for (;;) {
      const entry = circuit.enter()
      if ('leave' in entry) return entry
      if ('wait_ms' in entry) throw opened(model, options, entry.wait_ms)
      await raceAbort(entry.trial_end, signal)
    }
  }

  async function ask(model: ChatModel, request: ModelRequest, call: CallOptions, pass: CircuitPass): Promise<ModelReply> {
    if (pass.trial) note('half_open', call)
    const onRetry: CallOptions['onRetry'] = (retry) => {
      if (retry.error.code === 'MODEL_RATE_LIMITED') hold(retry.wait_ms)
      call.onRetry?.(retry)
    }
    try {
      const reply = await model.call(request, { ...call, onRetry })
      tell(pass.leave('ok'), call)
      return reply
    } catch (error) {
      if (isIll(error)) hold(error.data['retry_after_ms'])
      tell(pass.leave(isIll(error) ? 'failed' : 'neither'), call)
      throw error
    }
  }

  function tell(state: CircuitState | undefined, call: CallOptions): void {
    if (state !== undefined) note(state, call)
  }

  return { through }
}

function opened({ provider, model }: ChatModel, { circuit }: GateOptions, wait: number): ClawError {
  const again = `It is asked again in ${Math.ceil(wait / 1000)} s.`
  return new ClawError('MODEL_UNAVAILABLE', `${provider} (${model}) failed ${circuit.failures} times in a row. ${again}`, {
    data: { provider, model, circuit: 'open', retry_after_ms: wait },
  })
}

function held({ provider, model }: ChatModel, left: number): ClawError {
  const again = `It asked not to be called for another ${Math.ceil(left / 1000)} s.`
  return new ClawError('MODEL_RATE_LIMITED', `${provider} (${model}) is not asked. ${again}`, {
    data: { provider, model, retry_after_ms: left },
  })
}
