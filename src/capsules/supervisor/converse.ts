import { ClawError } from '../../kernel/claw-error.ts'
import type { Clock } from '../../kernel/clock.ts'
import { createDeferred } from '../../protocol/deferred.ts'
import { createHostPeer } from '../../protocol/host-peer.ts'
import { HEARTBEAT_TEXT } from '../../protocol/limits.ts'
import type { AgentResponse, Intent, IntentAnswer } from '../../protocol/messages.ts'
import type { RunCapsuleOptions } from '../run-capsule.ts'
import { createAttemptClocks } from './attempt-clocks.ts'
import type { CapsuleProcess } from './capsule-process.ts'
import { within } from './within.ts'

/** What ended an attempt first. `stopped`: a limit or a cancel, of which the capsule is told; `failed`: there is nothing to say to it any more. */
export type Ending =
  | { readonly kind: 'responded' }
  | { readonly kind: 'exited' }
  | { readonly kind: 'stopped'; readonly error: ClawError }
  | { readonly kind: 'failed'; readonly error: ClawError }

export interface Conversation {
  readonly ending: Promise<Ending>
  cancel(reason: string, grace_ms: number): void
  closeInput(): void
  /** Releases the clocks and waits, not longer than this, for intents that are still being answered. */
  close(grace_ms: number): Promise<void>
  outcome(): { readonly response: AgentResponse | undefined; readonly violation: ClawError | undefined }
}

/** A process that closed a pipe is most often about to exit, and its exit says more. */
const EXIT_FOLLOWS_MS = 500

/** Talks with one capsule until the first of: its answer, its exit, a broken rule, a limit, a cancel. */
export function converse(capsule: CapsuleProcess, options: RunCapsuleOptions, clock: Clock): Conversation {
  const ending = createDeferred<Ending>()
  const over = new AbortController()
  const answering = new Set<Promise<IntentAnswer>>()
  let response: AgentResponse | undefined
  let violation: ClawError | undefined
  const timers: NodeJS.Timeout[] = []

  const stop = (error: ClawError): void => settle({ kind: 'stopped', error })
  const fail = (error: ClawError): void => settle({ kind: 'failed', error })
  const onAbort = (): void => stop(cancelled(options.signal))
  const clocks = createAttemptClocks(options.limits, clock, stop)

  async function answer(intent: Intent): Promise<IntentAnswer> {
    const endWait = clocks.answering()
    const reply = options.onIntent(intent, { pause: clocks.pause, signal: over.signal })
    answering.add(reply)
    const settled = reply.finally(() => {
      answering.delete(reply)
      endWait()
    })
    return settled.catch(dropWhenOver)
  }

  // An intent that stopped because the attempt is over is no fault of its own: what ended the attempt tells.
  function dropWhenOver(error: unknown): Promise<never> {
    return error === over.signal.reason ? new Promise(() => undefined) : Promise.reject(error)
  }

  function accept(received: AgentResponse): void {
    response = received
    settle({ kind: 'responded' })
  }

  function violate(error: ClawError): void {
    violation = error
    fail(error)
  }

  function suspect(error: ClawError): void {
    settleSoon({ kind: 'failed', error }, EXIT_FOLLOWS_MS)
  }

  function settleSoon(value: Ending, ms: number): void {
    timers.push(setTimeout(() => settle(value), ms))
  }

  function settle(value: Ending): void {
    ending.resolve(value)
    clocks.stop()
    over.abort(new ClawError('CAPSULE_CANCELLED', 'The attempt is over.'))
  }

  async function close(graceMs: number): Promise<void> {
    settle({ kind: 'failed', error: cancelled(options.signal) })
    for (const timer of timers) clearTimeout(timer)
    options.signal.removeEventListener('abort', onAbort)
    await within(graceMs, Promise.allSettled(answering))
  }

  options.signal.addEventListener('abort', onAbort, { once: true })
  capsule.exited.then(() => settleSoon({ kind: 'exited' }, 0))
  capsule.failed.then(fail)
  const peer = createHostPeer({
    transport: capsule.transport,
    onIntent: answer,
    onProgress: (text) => text !== HEARTBEAT_TEXT && options.observer.onProgress(text),
    onMessage: clocks.heard,
    onResponse: accept,
    onFailure: violate,
    onEnd: () => suspect(new ClawError('CAPSULE_PIPE_CLOSED', 'The capsule closed its output before its agent_response.')),
    onUndeliverable: (error) => (error.code === 'CAPSULE_PIPE_CLOSED' ? suspect(error) : fail(error)),
  })
  peer.start(options.request)

  return {
    ending: ending.promise,
    cancel: peer.cancel,
    closeInput: () => void peer.close(),
    close,
    outcome: () => ({ response, violation }),
  }
}

function cancelled(signal: AbortSignal): ClawError {
  const why = signal.reason instanceof Error ? signal.reason.message : 'no reason given'
  return new ClawError('CAPSULE_CANCELLED', `The attempt was cancelled: ${why}`, { cause: signal.reason })
}
