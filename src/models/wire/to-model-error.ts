import { abortReason } from '../../kernel/abort.ts'
import { ClawError, type ClawErrorOptions } from '../../kernel/claw-error.ts'
import type { ErrorCode } from '../../kernel/error-codes.ts'
import { HttpFailure, WireGarbage, WireTimeout } from './http-failure.ts'
import { isKeyRejection } from './is-key-rejection.ts'
import { retryAfterMs } from './retry-after.ts'

export interface ErrorContext {
  readonly provider: string
  readonly model: string
  readonly apiKey: string
  readonly signal: AbortSignal
  /** Milliseconds since 1970, for a retry-after that is a date. */
  readonly now: number
}

/** What went wrong at the network as one of ours, naming provider, model and status. The key is never part of a message. */
export function toModelError(failure: unknown, context: ErrorContext): ClawError {
  if (failure instanceof ClawError) return failure
  if (context.signal.aborted) {
    const reason = abortReason(context.signal)
    return reason instanceof ClawError ? reason : new ClawError('CANCELLED', 'Cancelled.', { cause: reason })
  }
  if (failure instanceof HttpFailure) return fromStatus(failure, context)
  if (failure instanceof WireTimeout) return modelError('MODEL_TIMEOUT', failure.message, context, { retryable: true })
  if (failure instanceof WireGarbage) return modelError('MODEL_BAD_RESPONSE', failure.message, context, { retryable: failure.transient })
  return fromUnknown(failure, context)
}

/** An error that names provider and model, without the key. */
export function modelError(
  code: ErrorCode,
  what: string,
  context: Pick<ErrorContext, 'provider' | 'model' | 'apiKey'>,
  options: ClawErrorOptions,
): ClawError {
  const message = `${context.provider} (${context.model}) ${what}.`
  const clean = context.apiKey === '' ? message : message.replaceAll(context.apiKey, '[key]')
  return new ClawError(code, clean, { ...options, data: { provider: context.provider, model: context.model, ...options.data } })
}

// What no later try of today will change: an empty account, billing that is off, a quota for a day that is used up.
const NO_CREDIT: readonly string[] = ['insufficient_quota', 'BILLING_DISABLED', 'QUOTA_PER_DAY']
const LOW_CREDIT = /credit balance is too low/i
const TOO_LONG = /maximum context length|context window|context limit|prompt is too long|token count .*exceeds the maximum/i
const TOO_LONG_CODES: readonly string[] = ['context_length_exceeded', 'request_too_large']

function fromStatus(failure: HttpFailure, context: ErrorContext): ClawError {
  const { status, code, message } = failure
  const what = `answered ${status}${message === '' ? '' : `: ${message.replace(/\.$/, '')}`}`
  const data = { status, provider_code: code }
  if (status === 402 || NO_CREDIT.includes(code) || LOW_CREDIT.test(message)) {
    return modelError('MODEL_RATE_LIMITED', `has no credit left: ${what}`, context, {
      data,
      fix: 'Check the billing page of the provider.',
    })
  }
  if (isKeyRejection(status, code)) return modelError('MODEL_KEY_REJECTED', what, context, { data })
  if (status === 429 || status === 408 || status === 409 || status === 425 || status >= 500) {
    const wait = retryAfterMs(failure.headers, context.now) ?? failure.retryAfterMs
    const options = { retryable: true, data: { ...data, ...(wait !== undefined && { retry_after_ms: wait }) } }
    return modelError(status === 429 ? 'MODEL_RATE_LIMITED' : 'MODEL_UNAVAILABLE', what, context, options)
  }
  if (status >= 300 && status < 400) return redirected(failure, context)
  if (TOO_LONG_CODES.includes(code) || TOO_LONG.test(message)) {
    return modelError('MODEL_CONTEXT_LENGTH', `${what} (too long for the context window)`, context, { data })
  }
  return modelError('MODEL_BAD_REQUEST', what, context, { data })
}

function redirected({ status, headers }: HttpFailure, context: ErrorContext): ClawError {
  const what = `answered ${status}, a redirect to ${headers.get('location') ?? 'nowhere'}, which is not followed`
  return modelError('MODEL_BAD_REQUEST', what, context, {
    data: { status },
    fix: `claw setup --provider ${context.provider} --base-url ADDRESS, with the final one`,
  })
}

function fromUnknown(failure: unknown, context: ErrorContext): ClawError {
  const causes = causesOf(failure)
  const told = causes.findLast((error) => error.message !== '')?.message ?? String(failure)
  const options = { cause: failure }
  if (causes.some((error) => error instanceof SyntaxError)) {
    return modelError('MODEL_BAD_RESPONSE', 'answered with a stream that is not JSON', context, { ...options, retryable: true })
  }
  if (causes.some((error) => /UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT/.test(codeOf(error)))) {
    return modelError('MODEL_TIMEOUT', `did not answer in time: ${told}`, context, { ...options, retryable: true })
  }
  const certificate = causes.some((error) => /CERT|SELF_SIGNED|SSL/.test(codeOf(error)))
  const what = causes.some((error) => error.name === 'APIError')
    ? `broke off its answer: ${told}`
    : `cannot be reached or broke the connection: ${told}`
  return modelError('MODEL_UNAVAILABLE', what.replace(/\.$/, ''), context, { ...options, retryable: !certificate })
}

function causesOf(failure: unknown): Error[] {
  const causes: Error[] = []
  for (let error = failure; error instanceof Error && causes.length < 8; error = error.cause) causes.push(error)
  return causes
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
