import { sleep } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { hasWords } from '../kernel/has-words.ts'
import { isOpenAiHost } from './is-openai-host.ts'
import { providerAddress } from './open-provider.ts'
import { askEmbeddings } from './openai/ask-embeddings.ts'
import { toModelError } from './wire/to-model-error.ts'
import { type RetryOptions, withRetries } from './with-retries.ts'

export interface OpenAiEmbedderOptions {
  readonly model: string
  /** null for local servers that want none. */
  readonly apiKey: string | null
  /** null for OpenAI itself. */
  readonly baseUrl: string | null
  /** How many numbers a vector has to have; null: as many as it has. */
  readonly dim: number | null
  readonly timeoutMs: number
  readonly clock: Clock
  /** Nothing leaves the machine unmasked. */
  readonly mask: (text: string) => string
  /** Tries after the first one. */
  readonly maxRetries?: number
  readonly sleep?: RetryOptions['sleep']
}

/** Vectors of length 1 from an embeddings API; the same shape as the port of src/embedding. */
export interface OpenAiEmbedder {
  /** With the server's name unless it is OpenAI's own: what another one calls by the same name may be another model. */
  readonly model: string
  /** 0 until the first vector of a model whose dimension is not known. */
  readonly dim: number
  embed(texts: readonly string[]): Promise<Float32Array[]>
  /** Ends what is under way with CANCELLED. */
  close(): void
}

const KNOWN_DIMS: Readonly<Record<string, number>> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
}
// The API takes 8191 tokens a text and 300 000 a call; a letter of some scripts is two of them.
const PER_CALL = 32
const MAX_CHARACTERS = 4000
// Longer than a run goes from one text to the next: each would wait for all tries.
const REST_MS = 20_000
const LONE_SURROGATE = /\p{Cs}/gu

/** Nothing is asked before the first text is; after a failure nothing for a while, and the failure is told again. `embed` throws the MODEL_* errors of chat models, and EMBEDDER_FAILED for vectors of another dimension. */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): OpenAiEmbedder {
  const baseUrl = options.baseUrl ?? providerAddress('openai')
  const closed = new AbortController()
  let ill: { readonly error: unknown; readonly until: number } | undefined
  let dim = (isOpenAiHost(baseUrl) ? KNOWN_DIMS[options.model] : undefined) ?? options.dim ?? 0

  async function embed(texts: readonly string[]): Promise<Float32Array[]> {
    const telling = texts.filter(hasWords)
    const vectors = await askAll(dim === 0 && telling.length === 0 ? ['dimension'] : telling)
    let next = 0
    return texts.map((text) => (hasWords(text) ? vectors[next++] : undefined) ?? new Float32Array(dim))
  }

  async function askAll(texts: readonly string[]): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    for (let from = 0; from < texts.length; from += PER_CALL) {
      const asked = texts.slice(from, from + PER_CALL).map((text) => sendable(text, options.mask))
      for (const numbers of await ask(asked)) vectors.push(toUnitLength(ofDimension(numbers)))
    }
    return vectors
  }

  async function ask(texts: readonly string[]): Promise<number[][]> {
    if (ill !== undefined && options.clock.monotonic() < ill.until) throw ill.error
    try {
      return await askWithRetries(texts)
    } catch (error) {
      ill = { error, until: options.clock.monotonic() + REST_MS }
      throw error
    }
  }

  function askWithRetries(texts: readonly string[]): Promise<number[][]> {
    const { maxRetries = 3, clock, apiKey, model, timeoutMs } = options
    const attempt = (): Promise<number[][]> =>
      askEmbeddings({ baseUrl, apiKey, model, timeoutMs }, texts, closed.signal).catch((error: unknown) => {
        throw toModelError(error, { provider: 'openai', model, apiKey: apiKey ?? '', signal: closed.signal, now: clock.now() })
      })
    return withRetries(attempt, { maxRetries, signal: closed.signal, sleep: options.sleep ?? sleep, random: Math.random })
  }

  function ofDimension(numbers: readonly number[]): readonly number[] {
    if (dim === 0) dim = numbers.length
    if (numbers.length === dim) return numbers
    throw new ClawError('EMBEDDER_FAILED', `openai (${options.model}) gave a vector of ${numbers.length} numbers instead of ${dim}.`, {
      ...(options.dim === dim && { fix: 'unset CLOSED_CLAW_EMBEDDING_DIM' }),
    })
  }

  return {
    model: isOpenAiHost(baseUrl) ? `openai:${options.model}` : `openai:${options.model}@${new URL(baseUrl).host}`,
    get dim() {
      return dim
    },
    embed,
    close: () => closed.abort(new ClawError('CANCELLED', 'The embedder was closed.')),
  }
}

// Masked before it is cut: half a secret is no longer known as one. A cut through a letter is no UTF-8, which servers refuse.
function sendable(text: string, mask: (text: string) => string): string {
  return mask(text).slice(0, MAX_CHARACTERS).replace(LONE_SURROGATE, '\ufffd')
}

function toUnitLength(numbers: readonly number[]): Float32Array {
  const length = Math.hypot(...numbers)
  return Float32Array.from(numbers, (value) => (length === 0 ? 0 : value / length))
}
