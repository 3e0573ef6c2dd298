import type { ClawError } from '../kernel/claw-error.ts'
import type { WireReply } from './wire/provider-wire.ts'
import { type ErrorContext, modelError } from './wire/to-model-error.ts'

/** An answer goes to its agent in one line of the wire, which holds 1 MiB: this leaves room for what else stands in it. */
export const MAX_ANSWER_BYTES = 900_000

export interface BoundedAnswer {
  /** For the socket: aborted as soon as the text is too long. */
  readonly signal: AbortSignal
  push(piece: string): void
  /** Throws for an answer that is too long with its calls, or when escaped. */
  whole(reply: WireReply): WireReply
  /** Why an attempt ended, when it was its length. */
  reasonFor(error: unknown): unknown
}

/** Ends an answer that no agent could be told: a model that repeats itself without end is stopped, and not gathered, shown and asked again. */
export function boundAnswer(context: ErrorContext, onText: (piece: string) => void): BoundedAnswer {
  const stop = new AbortController()
  const tooLong = (): ClawError =>
    modelError('MODEL_BAD_RESPONSE', `gave an answer of more than ${MAX_ANSWER_BYTES} bytes`, context, { retryable: false })
  let length = 0
  return {
    signal: AbortSignal.any([context.signal, stop.signal]),
    push: (piece) => {
      length += piece.length
      if (length > MAX_ANSWER_BYTES) stop.abort(tooLong())
      stop.signal.throwIfAborted()
      onText(piece)
    },
    whole: (reply) => {
      if (Buffer.byteLength(JSON.stringify([reply.content, reply.tool_calls])) > MAX_ANSWER_BYTES) throw tooLong()
      return reply
    },
    reasonFor: (error) => (stop.signal.aborted ? stop.signal.reason : error),
  }
}
