import { isJsonObject, type Json, type JsonObject } from '../../kernel/json.ts'
import { geminiBase } from '../gemini/gemini-base.ts'
import { isOpenAiHost } from '../is-openai-host.ts'
import type { ModelProvider } from '../open-provider.ts'
import { contextOf } from '../openai/openai-limits.ts'
import type { ListedModel } from './model-listing.ts'

/** How one provider is asked for its models; undefined from `read`: this is no list of models. */
export interface ListWire {
  /** Where the API stands at an address that was set. */
  readonly base?: (address: string) => string
  readonly path: string
  readonly headers: (apiKey: string) => Readonly<Record<string, string>>
  readonly read: (body: Json, baseUrl: string) => ListedModel[] | undefined
}

export const LIST_WIRES: Readonly<Record<ModelProvider, ListWire>> = {
  openai: {
    path: '/models',
    headers: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
    read: readOpenAi,
  },
  gemini: {
    base: geminiBase,
    path: '/models?pageSize=1000',
    headers: (apiKey) => ({ 'x-goog-api-key': apiKey }),
    read: readGemini,
  },
  claude: {
    path: '/v1/models?limit=1000',
    headers: (apiKey) => ({ 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' }),
    read: readClaude,
  },
  ollama: {
    path: '/api/tags',
    headers: (apiKey) => ({ authorization: `Bearer ${apiKey}` }),
    read: readOllama,
  },
}

// OpenAI's own list holds models that draw, speak or embed.
const OPENAI_CHAT = /^(?:gpt-|o\d|chatgpt-)(?!.*(?:audio|realtime|tts|transcribe|image|instruct|search))/

function readOpenAi(body: Json, baseUrl: string): ListedModel[] | undefined {
  const models = rowsOf(body, 'data')?.flatMap((row) => named(row['id'], contextOf(row)))
  return isOpenAiHost(baseUrl) ? models?.filter(({ id }) => OPENAI_CHAT.test(id)) : models
}

function readGemini(body: Json): ListedModel[] | undefined {
  const answers = (row: JsonObject): boolean => {
    const methods = row['supportedGenerationMethods']
    return !Array.isArray(methods) || methods.includes('generateContent')
  }
  return rowsOf(body, 'models')
    ?.filter(answers)
    .flatMap((row) => named(typeof row['name'] === 'string' ? row['name'].replace(/^models\//, '') : null, row['inputTokenLimit']))
}

function readClaude(body: Json): ListedModel[] | undefined {
  return rowsOf(body, 'data')?.flatMap((row) => named(row['id'], row['max_input_tokens']))
}

function readOllama(body: Json): ListedModel[] | undefined {
  return rowsOf(body, 'models')?.flatMap((row) => named(row['name'], null))
}

function rowsOf(body: Json, member: string): JsonObject[] | undefined {
  const rows = isJsonObject(body) ? body[member] : undefined
  return Array.isArray(rows) ? rows.filter(isJsonObject) : undefined
}

const MODEL_ID = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u

function named(id: Json | undefined, context: Json | undefined): ListedModel[] {
  if (typeof id !== 'string' || !MODEL_ID.test(id)) return []
  return [{ id, context_tokens: typeof context === 'number' && context > 0 ? context : null }]
}
