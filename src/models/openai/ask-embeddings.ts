import * as z from 'zod/mini'
import { tryParseJson } from '../../kernel/json.ts'
import { HttpFailure, WireGarbage, WireTimeout } from '../wire/http-failure.ts'
import { readErrorBody } from '../wire/read-error-body.ts'

export interface EmbeddingsEndpoint {
  readonly baseUrl: string
  readonly apiKey: string | null
  readonly model: string
  /** Until the whole answer is there. */
  readonly timeoutMs: number
}

const MAX_DIM = 8192
// 32 vectors of the largest model, each number with all its digits.
const MAX_BYTES = 8 * 1024 * 1024

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()).check(z.minLength(1), z.maxLength(MAX_DIM)) })),
})

/** One request to an embeddings API: a list of numbers for each text, in their order. Redirects, which would carry the texts elsewhere, are not followed. */
export async function askEmbeddings(endpoint: EmbeddingsEndpoint, texts: readonly string[], signal: AbortSignal): Promise<number[][]> {
  const timeout = AbortSignal.timeout(endpoint.timeoutMs)
  try {
    const response = await post(endpoint, texts, AbortSignal.any([signal, timeout]))
    return inOrder(await readCapped(response), texts.length)
  } catch (error) {
    throw timeout.aborted ? new WireTimeout(`did not answer in ${endpoint.timeoutMs / 1000} s`) : error
  }
}

async function post({ baseUrl, apiKey, model }: EmbeddingsEndpoint, input: readonly string[], signal: AbortSignal): Promise<Response> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    redirect: 'manual',
    signal,
    headers: { 'content-type': 'application/json', ...(apiKey !== null && { authorization: `Bearer ${apiKey}` }) },
    body: JSON.stringify({ model, input, encoding_format: 'float' }),
  })
  if (response.ok) return response
  const { code, message } = await readErrorBody(response)
  throw new HttpFailure(response.status, response.headers, code, message)
}

async function readCapped(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > MAX_BYTES) throw new WireGarbage(`answered with more than ${MAX_BYTES} bytes`, false)
  }
  return text + decoder.decode()
}

// A vector given to the wrong text would never be noticed again.
function inOrder(text: string, count: number): number[][] {
  const parsed = tryParseJson(text)
  const answer = answerSchema.safeParse(parsed.ok ? parsed.value : null)
  if (!answer.success) throw new WireGarbage('answered with something that is no list of vectors', false)
  const rows = answer.data.data.toSorted((a, b) => a.index - b.index)
  if (rows.length !== count || rows.some(({ index }, i) => index !== i))
    throw new WireGarbage(`gave ${rows.length} vectors for ${count} texts, or not one for each`, false)
  return rows.map(({ embedding }) => embedding)
}
