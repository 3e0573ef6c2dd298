import { type Json, type JsonObject, tryParseJson } from '../../../src/kernel/json.ts'
import type { Dialect, RawRequest } from '../scripted/dialect.ts'
import { type Filled, splitText } from '../scripted/fill-completion.ts'
import type { ChatRequest, Failure } from '../scripted/script.ts'
import { readGeminiRequest } from './gemini-request.ts'

const WHOLE = Number.POSITIVE_INFINITY
const METHOD = /^\/v1beta\/((?:models|tunedModels)\/[^/:]+):(generateContent|streamGenerateContent)$/

/** The Gemini API of Google, `v1beta`, streamed as server-sent events. */
export const gemini: Dialect = {
  basePath: '',
  streamType: 'text/event-stream',
  hasKey: ({ headers, query }, key) => headers['x-goog-api-key'] === key && !query.includes('key='),
  wrongKey: {
    status: 400,
    message: 'API key not valid. Please pass a valid API key.',
    details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID', domain: 'googleapis.com' }],
  },
  aside,
  readChat({ method, path, query, body }) {
    const [, model, task] = METHOD.exec(path) ?? []
    if (method !== 'POST' || model === undefined) return undefined
    const stream = task === 'streamGenerateContent'
    if (stream && query !== '?alt=sse') return { ok: false, message: 'This server streams with alt=sse only.' }
    return readGeminiRequest(body, { model: model.replace('models/', ''), stream })
  },
  whole: (filled, request, n) => pieces(filled, request, { n, size: WHOLE })[0] ?? {},
  stream: (filled, request, n, size) => pieces(filled, request, { n, size }).map(event),
  errorPiece: (failure) => event(errorBody(failure)),
  errorBody,
}

function aside({ method, path }: RawRequest, models: readonly string[]): JsonObject | undefined {
  if (method !== 'GET') return undefined
  if (path === '/v1beta/models') return { models: models.map(modelCard) }
  const known = models.find((model) => path === `/v1beta/models/${model}`)
  return known === undefined ? undefined : modelCard(known)
}

function modelCard(model: string): JsonObject {
  return {
    name: `models/${model}`,
    version: '001',
    displayName: model,
    inputTokenLimit: 30_720,
    outputTokenLimit: 2048,
    supportedGenerationMethods: ['generateContent', 'countTokens'],
  }
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

function errorBody({ status, message, code, details }: Failure): JsonObject {
  const error: JsonObject = {
    code: status,
    message: message ?? `scripted error ${status}`,
    status: code ?? STATUS_NAMES[status] ?? 'UNKNOWN',
  }
  return { error: { ...error, ...(details && { details: [...details] }) } }
}

const FINISH_REASONS: Readonly<Record<string, string>> = {
  stop: 'STOP',
  tool_calls: 'STOP',
  length: 'MAX_TOKENS',
  content_filter: 'SAFETY',
}

// The last piece bears the reason and the whole usage; the ones before it count the prompt alone.
function pieces(filled: Filled, request: ChatRequest, { n, size }: { n: number; size: number }): JsonObject[] {
  const envelope = { modelVersion: request.model, responseId: `scripted-${n}` }
  const usage = filled.usage === undefined ? {} : { usageMetadata: usageOf(filled.usage) }
  if (filled.refusal !== undefined) return [{ promptFeedback: { blockReason: filled.refusal }, ...usage, ...envelope }]
  const texts = splitText(filled.text, size).map((text): JsonObject => ({ text }))
  const calls = partsOf(filled)
  const parts = size === WHOLE ? [[...texts, ...calls]] : [...texts.map((text) => [text]), ...(calls.length > 0 ? [calls] : [])]
  if (parts.length === 0) parts.push([])
  return parts.map((some, index) => ({
    candidates: [{ ...contentOf(some), ...(index === parts.length - 1 && finishOf(filled)), index: 0 }],
    ...usage,
    ...envelope,
  }))
}

function contentOf(parts: JsonObject[]): JsonObject {
  return parts.length === 0 ? {} : { content: { parts, role: 'model' } }
}

function finishOf({ finish_reason, calls }: Filled): JsonObject {
  const broken = calls.find((call) => !tryParseJson(call.arguments).ok)
  if (broken === undefined) return { finishReason: FINISH_REASONS[finish_reason] ?? finish_reason }
  return { finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: `Malformed function call: ${broken.name}(${broken.arguments}` }
}

// What is no JSON never leaves the API as a call; ids come from newer models only: a script gives them.
function partsOf({ calls }: Filled): JsonObject[] {
  return calls.flatMap(({ id, name, arguments: text, signature }) => {
    const args = tryParseJson(text)
    if (!args.ok) return []
    const functionCall: JsonObject = { name, args: args.value, ...(!/^call_\d+_\d+$/.test(id) && { id }) }
    return [{ functionCall, ...(signature !== undefined && { thoughtSignature: signature }) }]
  })
}

function usageOf({ prompt, cached, completion, thoughts }: NonNullable<Filled['usage']>): JsonObject {
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: completion,
    totalTokenCount: prompt + completion + thoughts,
    ...(cached > 0 && { cachedContentTokenCount: cached }),
    ...(thoughts > 0 && { thoughtsTokenCount: thoughts }),
  }
}

function event(data: Json): string {
  return `data: ${JSON.stringify(data)}\r\n\r\n`
}
