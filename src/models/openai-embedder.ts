import * as z from 'zod/mini'
import { sleep } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { HttpFailure, WireGarbage, WireTimeout } from './openai/http-failure.ts'
import { readErrorBody } from './openai/read-error-body.ts'
import { toModelError } from './openai/to-model-error.ts'
import { OPENAI_BASE_URL } from './openai-model.ts'
import { withRetries } from './with-retries.ts'

export interface OpenAiEmbedderOptions {
  readonly model: string
  /** null for local servers that want none. */
  readonly apiKey: string | null
  /** null for OpenAI itself. */
  readonly baseUrl: string | null
  readonly timeoutMs: number
  readonly clock: Clock
  /** Nothing leaves the machine unmasked. */
  readonly mask: (text: string) => string
  /** Tries after the first one. */
  readonly maxRetries?: number
}

/** Vectors of length 1 from an embeddings API; the same shape as the port of src/embedding. */
export interface OpenAiEmbedder {
  readonly model: string
  readonly dim: number
  embed(texts: readonly string[]): Promise<Float32Array[]>
  close(): void
}

const KNOWN_DIMS: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
}
const PER_CALL = 64
// 8191 tokens is the limit; a letter of some scripts is two of them.
const MAX_CHARACTERS = 4000

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()).check(z.minLength(1), z.maxLength(4096)) })),
})

/** Throws the MODEL_* errors of chat models. A model whose dimension is not known is asked for one vector at once. */
export async function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Promise<OpenAiEmbedder> {
  const closed = new AbortController()
  const ask = (texts: readonly string[]): Promise<Float32Array[]> => askInTurn(texts, options, closed.signal)
  const dim = KNOWN_DIMS[options.model] ?? (await ask(['dimension']))[0]?.length ?? 0

  async function embed(texts: readonly string[]): Promise<Float32Array[]> {
    const telling = texts.filter(hasWords)
    const vectors = await ask(telling)
    let next = 0
    return texts.map((text) => (hasWords(text) ? ofDimension(vectors[next++], dim, options) : new Float32Array(dim)))
  }

  return { model: `openai:${options.model}`, dim, embed, close: () => closed.abort(new ClawError('CANCELLED', 'Cancelled.')) }
}

function ofDimension(vector: Float32Array | undefined, dim: number, { model }: OpenAiEmbedderOptions): Float32Array {
  if (vector?.length === dim) return vector
  throw new ClawError('EMBEDDER_FAILED', `openai (${model}) gave a vector of ${vector?.length ?? 0} numbers instead of ${dim}.`)
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

async function askInTurn(texts: readonly string[], options: OpenAiEmbedderOptions, signal: AbortSignal): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let from = 0; from < texts.length; from += PER_CALL) {
    const input = texts.slice(from, from + PER_CALL).map((text) => options.mask(text).slice(0, MAX_CHARACTERS))
    vectors.push(
      ...(await withRetries(() => attempt(input, options, signal), {
        maxRetries: options.maxRetries ?? 3,
        signal,
        sleep,
        random: Math.random,
      })),
    )
  }
  return vectors
}

async function attempt(input: readonly string[], options: OpenAiEmbedderOptions, signal: AbortSignal): Promise<Float32Array[]> {
  const { model, apiKey, clock, timeoutMs } = options
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await post(input, options, AbortSignal.any([signal, timeout]))
    const { data } = answerSchema.parse(await response.json())
    if (data.length !== input.length) throw new WireGarbage(`gave ${data.length} vectors for ${input.length} texts`, false)
    return data.sort((a, b) => a.index - b.index).map(({ embedding }) => toUnitLength(embedding))
  } catch (error) {
    const failure = timeout.aborted ? new WireTimeout(`did not answer in ${timeoutMs / 1000} s`) : error
    const told =
      failure instanceof z.core.$ZodError ? new WireGarbage('answered with something that is no list of vectors', false) : failure
    throw toModelError(told, { provider: 'openai', model, apiKey: apiKey ?? '', signal, now: clock.now() })
  }
}

// A redirect would carry the texts elsewhere.
async function post(input: readonly string[], { model, apiKey, baseUrl }: OpenAiEmbedderOptions, signal: AbortSignal): Promise<Response> {
  const response = await fetch(`${(baseUrl ?? OPENAI_BASE_URL).replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    redirect: 'manual',
    signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey ?? 'none'}` },
    body: JSON.stringify({ model, input, encoding_format: 'float' }),
  })
  if (response.ok) return response
  const { code, message } = await readErrorBody(response)
  throw new HttpFailure(response.status, response.headers, code, message)
}

function toUnitLength(numbers: readonly number[]): Float32Array {
  const length = Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0))
  return Float32Array.from(numbers, (value) => (length === 0 ? 0 : value / length))
}
