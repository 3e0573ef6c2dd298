import { isJsonObject, type Json, tryParseJson } from '../../kernel/json.ts'
import type { ModelLimits } from '../chat-model.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { withGuardedFetch } from '../wire/with-guarded-fetch.ts'
import { geminiUrl } from './gemini-url.ts'
import { keyHeader } from './key-header.ts'

const ASK_MS = 2000

/** As Google's package knows the model, else as the API says. Never throws: not known is an answer. */
export async function geminiLimits(endpoint: WireEndpoint, signal: AbortSignal): Promise<ModelLimits> {
  const known = await fromPackage(endpoint.model)
  return known.context_tokens === null ? fromApi(endpoint, signal).catch(() => known) : known
}

async function fromPackage(model: string): Promise<ModelLimits> {
  const { ChatGoogleGenerativeAI } = await import('@langchain/google-genai')
  const { maxInputTokens, maxOutputTokens } = new ChatGoogleGenerativeAI({ model, apiKey: 'none' }).profile
  return { context_tokens: maxInputTokens ?? null, output_tokens: maxOutputTokens ?? null }
}

function fromApi(endpoint: WireEndpoint, given: AbortSignal): Promise<ModelLimits> {
  const signal = AbortSignal.any([given, AbortSignal.timeout(ASK_MS)])
  return withGuardedFetch({ endpoint, signal }, async (guarded) => {
    const response = await guarded(geminiUrl(endpoint, ''), { headers: keyHeader(endpoint) })
    const parsed = tryParseJson(await response.text())
    const model = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
    return { context_tokens: positive(model['inputTokenLimit']), output_tokens: positive(model['outputTokenLimit']) }
  })
}

function positive(value: Json | undefined): number | null {
  return typeof value === 'number' && value > 0 ? value : null
}
