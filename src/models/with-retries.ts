import { ClawError, toWireError } from '../kernel/claw-error.ts'
import type { RetryNote } from './chat-model.ts'

const FIRST_WAIT_MS = 500
const MAX_WAIT_MS = 8_000
/** A provider that asks for more is not waited for: the run can be resumed. */
export const MAX_RETRY_AFTER_MS = 60_000
// A slow provider is asked once more, not three times: each try costs the whole limit.
const MAX_TIMEOUT_RETRIES = 1

export interface RetryOptions {
  readonly maxRetries: number
  readonly signal: AbortSignal
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** 0 to 1. */
  readonly random: () => number
  readonly onRetry?: (note: RetryNote) => void
}

/** Tries until it works, the error is not retryable, or the retries are used up; then throws the last error. */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const wait = error instanceof ClawError ? waitBefore(error, tries, options) : undefined
      if (wait === undefined) throw error
      options.onRetry?.({ try: tries, wait_ms: wait, error: toWireError(error) })
      await options.sleep(wait, options.signal)
    }
  }
}

/** Milliseconds until the next try, or undefined when there is none. */
function waitBefore(error: ClawError, tries: number, { maxRetries, random }: RetryOptions): number | undefined {
  const retries = error.code === 'MODEL_TIMEOUT' ? Math.min(maxRetries, MAX_TIMEOUT_RETRIES) : maxRetries
  if (!error.retryable || tries > retries) return undefined
  const asked = error.data['retry_after_ms']
  if (typeof asked === 'number') return asked > MAX_RETRY_AFTER_MS ? undefined : Math.ceil(asked)
  const backoff = Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1))
  return Math.round(backoff * (0.5 + random() / 2))
}
