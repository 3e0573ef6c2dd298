import type { ClawErrorOptions } from '../../kernel/claw-error.ts'
import type { ErrorCode } from '../../kernel/error-codes.ts'
import { isJsonObject, tryParseJson } from '../../kernel/json.ts'
import { HttpFailure } from '../wire/http-failure.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { modelError } from '../wire/to-model-error.ts'
import type { Overflow } from './check-window.ts'
import { BrokenAnswer } from './checked-lines.ts'
import { isMissingModel } from './is-missing-model.ts'
import type { OllamaWindow } from './read-window.ts'

/** What Ollama says of a failure, with the way out that it has; other failures as they are. */
export function explainFailure(failure: unknown, endpoint: WireEndpoint, window: OllamaWindow | undefined): unknown {
  if (failure instanceof HttpFailure) {
    const said = unwrapped(failure.message)
    const known = explainText(said, `answered ${failure.status}: ${said}`, endpoint, window)
    return known ?? new HttpFailure(failure.status, failure.headers, failure.code, said, failure.retryAfterMs)
  }
  if (failure instanceof BrokenAnswer) {
    const what = `broke off its answer: ${failure.message}`
    return explainText(failure.message, what, endpoint, window) ?? ollamaError('MODEL_UNAVAILABLE', what, endpoint, { retryable: true })
  }
  return isRefusal(failure) ? notRunning(failure, endpoint) : failure
}

/** The error that the agent's side takes as a reason to shorten its history. */
export function contextError(overflow: Overflow, endpoint: WireEndpoint, window: OllamaWindow | undefined) {
  const { what, ...counts } = overflow
  const more = window !== undefined && window.most !== null && window.most > window.tokens
  const fix = more
    ? `CLOSED_CLAW_OLLAMA_NUM_CTX=${Math.min(window.most ?? 0, window.tokens * 2)} claw resume <run> (the model takes up to ${window.most})`
    : 'Use a model with a larger context window.'
  return ollamaError('MODEL_CONTEXT_LENGTH', what, endpoint, { fix, data: counts })
}

export function ollamaError(code: ErrorCode, what: string, { model, apiKey }: WireEndpoint, options: ClawErrorOptions) {
  return modelError(code, what.replace(/\.$/, ''), { provider: 'ollama', model, apiKey: apiKey ?? '' }, options)
}

const OVERFLOW = /exceed_context_size|exceeds? the (?:available )?context|longer than the context length/i
const NO_MEMORY = /requires more system memory|out of memory|out-of-memory|failed to allocate|unable to allocate/i

function explainText(said: string, what: string, endpoint: WireEndpoint, window: OllamaWindow | undefined) {
  const { model } = endpoint
  if (OVERFLOW.test(said)) return contextError(refusedPrompt(said, what, window), endpoint, window)
  if (isMissingModel(said)) {
    return ollamaError('MODEL_BAD_REQUEST', what, endpoint, { fix: pull(model), data: { reason: 'model_not_found' } })
  }
  if (/does not support tools/i.test(said)) {
    const fix = 'ollama pull qwen3 (it can use tools), then: claw models use ollama:qwen3'
    return ollamaError('MODEL_BAD_REQUEST', what, endpoint, { fix, data: { reason: 'no_tools' } })
  }
  if (NO_MEMORY.test(said)) {
    const less = Math.max(4096, Math.floor((window?.tokens ?? 16_384) / 2))
    const fix = `Use a smaller model, or less context: CLOSED_CLAW_OLLAMA_NUM_CTX=${less} claw resume <run>`
    return ollamaError('MODEL_UNAVAILABLE', what, endpoint, { fix, data: { reason: 'out_of_memory' } })
  }
  if (/grammar|json schema|invalid format/i.test(said)) return ollamaError('MODEL_BAD_REQUEST', what, endpoint, {})
  return undefined
}

function refusedPrompt(said: string, what: string, window: OllamaWindow | undefined): Overflow {
  const [, prompt, context] = /\((\d+) tokens\)[^(]*\((\d+) tokens\)/.exec(said) ?? []
  if (prompt === undefined) return { what, context_tokens: window?.tokens ?? 0 }
  const refused = `refused the prompt: it has ${prompt} tokens, and the context window ${context}`
  return { what: refused, prompt_tokens: Number(prompt), context_tokens: Number(context) }
}

function pull(model: string): string {
  return /^[\w./:@-]+$/.test(model) ? `ollama pull ${model}` : 'ollama list shows the models there are.'
}

// Ollama passes on what its runner answered, as JSON within the text.
function unwrapped(message: string): string {
  const parsed = tryParseJson(message)
  const error = parsed.ok && isJsonObject(parsed.value) ? parsed.value['error'] : undefined
  return isJsonObject(error) && typeof error['message'] === 'string' ? error['message'] : message
}

function isRefusal(failure: unknown): boolean {
  for (let error = failure; error instanceof Error; error = error.cause) {
    if ('code' in error && error.code === 'ECONNREFUSED') return true
  }
  return false
}

function notRunning(cause: unknown, endpoint: WireEndpoint) {
  const { origin, hostname } = new URL(endpoint.baseUrl)
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  const fix = here ? 'ollama serve' : `Start Ollama there, or say where it is: OLLAMA_BASE_URL (now ${origin})`
  return ollamaError('MODEL_UNAVAILABLE', `cannot be reached: nothing listens at ${origin} (ECONNREFUSED)`, endpoint, {
    cause,
    fix,
    retryable: true,
  })
}
