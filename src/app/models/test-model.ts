import { foreignHost } from '../../config/foreign-host.ts'
import { nearestName } from '../../config/nearest-name.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { ErrorCode } from '../../kernel/error-codes.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { listModels } from '../../models/listing/list-models.ts'
import type { ModelListing } from '../../models/listing/model-listing.ts'
import type { PriceBook } from '../../models/prices/price-book.ts'
import type { ModelTest } from '../../view/model-rows.ts'
import { errorDocument } from './error-document.ts'
import type { ModelEndpoint, ModelTools } from './model-tools-port.ts'
import { openEndpoint } from './open-endpoint.ts'
import { sameModel } from './same-model.ts'

const LIST_MS = 8000
/** A model that thinks before it answers needs room for that. */
const ANSWER_TOKENS = 2048

/** First by the provider's list of models, which costs nothing; then by a tiny call where that costs nothing either, or where the list says too little. */
export async function testModel(
  endpoint: ModelEndpoint,
  prices: PriceBook,
  { call, signal }: Parameters<ModelTools['test']>[1],
): Promise<ModelTest> {
  const started = systemClock.monotonic()
  const took = (): number => systemClock.monotonic() - started
  const listing = await listModels({ ...endpoint, signal: AbortSignal.any([signal, AbortSignal.timeout(LIST_MS)]) })
  const problem = problemOf(listing, endpoint)
  if (problem !== undefined)
    return { ok: false, how: 'model list', detail: problem.message, duration_ms: took(), error: errorDocument(problem) }
  if (call || isHere(endpoint) || listing.state === 'unexpected') return callTest(() => openEndpoint(endpoint, prices), signal, took)
  return { ok: true, how: 'model list', detail: listing.detail, duration_ms: took(), error: null }
}

async function callTest(open: () => Promise<ChatModel>, signal: AbortSignal, took: () => number): Promise<ModelTest> {
  try {
    const model = await open()
    const messages = [{ role: 'user', content: 'Answer with the single word: ready' }] as const
    const reply = await model.call({ messages, tools: [], max_tokens: ANSWER_TOKENS }, { signal })
    return { ok: true, how: 'call', detail: `it answered: ${visibleLine(reply.content.slice(0, 60))}`, duration_ms: took(), error: null }
  } catch (error) {
    const document = errorDocument(error)
    return { ok: false, how: 'call', detail: document.message, duration_ms: took(), error: document }
  }
}

function problemOf(listing: ModelListing, endpoint: ModelEndpoint): ClawError | undefined {
  const { provider, model } = endpoint
  switch (listing.state) {
    case 'key_rejected':
      return problem('MODEL_KEY_REJECTED', `${provider} rejects the key: ${listing.detail}.`)
    case 'unreachable':
      return problem('MODEL_UNAVAILABLE', `${provider} cannot be reached: ${listing.detail}.`)
    case 'unexpected':
      return undefined
    case 'ok':
      return isListed(listing, endpoint)
        ? undefined
        : problem('MODEL_BAD_REQUEST', `${provider} has no model '${model}'.${nearest(listing, model)}`)
    default:
      return listing satisfies never
  }
}

// A server that holds one model often answers to any name: the call then decides.
function isListed(listing: ModelListing & { state: 'ok' }, endpoint: ModelEndpoint): boolean {
  if (endpoint.provider === 'openai' && isHere(endpoint)) return true
  return listing.models.some(({ id }) => sameModel(id, endpoint.model))
}

function nearest(listing: ModelListing & { state: 'ok' }, model: string): string {
  const ids = listing.models.map(({ id }) => id)
  const shown = nearestName(model, ids) ?? ids.slice(0, 5).join(', ')
  return shown === '' ? ' It has none at all.' : ` It has: ${visibleLine(shown)}.`
}

function isHere({ baseUrl }: ModelEndpoint): boolean {
  return baseUrl !== null && foreignHost(baseUrl) === undefined
}

function problem(code: ErrorCode, message: string): ClawError {
  return new ClawError(code, message)
}
