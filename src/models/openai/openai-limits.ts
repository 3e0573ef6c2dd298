import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import type { ModelLimits } from '../chat-model.ts'
import { isOpenAiHost } from '../is-openai-host.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'

const UNKNOWN: ModelLimits = { context_tokens: null, output_tokens: null }
const ASK_MS = 2000
const MAX_BYTES = 2 * 1024 * 1024

/** OpenAI's own models as their package knows them; a compatible server as its list of models says, if it does. Never throws: not known is an answer. */
export async function openAiLimits(endpoint: WireEndpoint, signal: AbortSignal): Promise<ModelLimits> {
  if (isOpenAiHost(endpoint.baseUrl)) return fromPackage(endpoint.model)
  try {
    return fromList(await fetchModels(endpoint, signal), endpoint.model)
  } catch {
    return UNKNOWN
  }
}

async function fromPackage(model: string): Promise<ModelLimits> {
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  const { maxInputTokens, maxOutputTokens } = new ChatOpenAICompletions({ model, apiKey: 'none' }).profile
  return { context_tokens: maxInputTokens ?? null, output_tokens: maxOutputTokens ?? null }
}

async function fetchModels({ baseUrl, apiKey }: WireEndpoint, signal: AbortSignal): Promise<Json> {
  const response = await fetch(`${baseUrl}/models`, {
    headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(ASK_MS)]),
  })
  const parsed = tryParseJson(response.ok ? (await response.text()).slice(0, MAX_BYTES) : '')
  return parsed.ok ? parsed.value : null
}

function fromList(list: Json, model: string): ModelLimits {
  const rows = isJsonObject(list) && Array.isArray(list['data']) ? list['data'].filter(isJsonObject) : []
  const row = rows.find((item) => item['id'] === model)
  return row === undefined ? UNKNOWN : { context_tokens: contextOf(row), output_tokens: null }
}

// vLLM, OpenRouter, LM Studio and llama.cpp, in this order; what a server was started with comes before what its model could do.
export function contextOf(row: JsonObject): number | null {
  const meta = isJsonObject(row['meta']) ? row['meta'] : {}
  const said = [row['max_model_len'], row['loaded_context_length'], row['context_length'], row['max_context_length'], meta['n_ctx']]
  return said.find((value): value is number => typeof value === 'number' && value > 0) ?? null
}
