import { ClawError } from '../../kernel/claw-error.ts'

const ILLNESS: readonly string[] = ['MODEL_UNAVAILABLE', 'MODEL_TIMEOUT', 'MODEL_RATE_LIMITED']

/** What says that the provider is ill, and not that the request, the key or the answer is wrong. */
export function isIll(error: unknown): error is ClawError {
  return error instanceof ClawError && (ILLNESS.includes(error.code) || (error.code === 'MODEL_BAD_RESPONSE' && error.retryable))
}
