import type { Json, JsonObject } from '../../../src/kernel/json.ts'
import type { Dialect } from '../scripted/dialect.ts'
import { type Filled, splitText } from '../scripted/fill-completion.ts'
import type { ChatRequest } from '../scripted/script.ts'
import { fitPrompt, versionNumber } from './ollama-prompt.ts'
import { readOllamaChat } from './ollama-request.ts'
import { CURRENT_OLLAMA, listedModels, type OllamaServer, runningModels, shownModel } from './ollama-server.ts'

/** The native API of Ollama: one JSON object a line. It treats a prompt that is longer than its window as the version in question does. */
export function ollamaDialect(options: Partial<OllamaServer> = {}): Dialect {
  const server = { ...CURRENT_OLLAMA, ...options }
  const missing = (model: Json | undefined) => server.models.length > 0 && !server.models.includes(String(model))
  return {
    basePath: '',
    streamType: 'application/x-ndjson',
    hasKey: ({ headers }, key) => headers['authorization'] === `Bearer ${key}`,
    wrongKey: { status: 401, message: 'unauthorized' },
    aside({ method, path, body }, models) {
      if (server.behind === 'chat only') return undefined
      if (method === 'POST' && path === '/api/show' && !missing(body['model'])) return shownModel(server)
      const held = server.models.length > 0 ? server.models : models
      if (method !== 'GET') return undefined
      if (path === '/api/tags') return listedModels(held)
      if (path === '/api/ps') return runningModels(server, held)
      return path === '/api/version' ? { version: server.version } : undefined
    },
    readChat({ method, path, body }) {
      const known = path === '/api/chat' || (path === '/api/show' && server.behind !== 'chat only')
      if (method !== 'POST' || !known) return undefined
      const { model, ...others } = body
      if (missing(model)) return { ok: false, status: 404, message: `model '${String(model)}' not found` }
      const read = readOllamaChat({ model: model ?? '', ...others }, server)
      return read.ok ? fitPrompt(read.request, server) : read
    },
    whole: (filled, request) => ({ ...line(request, message(filled)), ...ending(filled, server) }),
    stream: (filled, request, _n, piece) => lines(filled, request, piece, server),
    errorPiece: ({ message: error }) => `${JSON.stringify({ error: error ?? 'unexpected' })}\n`,
    errorBody: ({ status, message: error }) => ({ error: error ?? `scripted error ${status}` }),
  }
}

export const ollama = ollamaDialect()

function lines(filled: Filled, request: ChatRequest, piece: number, server: OllamaServer): string[] {
  const parts = splitText(filled.text, piece).map((content) => line(request, { role: 'assistant', content }))
  const calls = toolCalls(filled).map((call) => line(request, { role: 'assistant', content: '', tool_calls: [call] }))
  const last = { ...line(request, { role: 'assistant', content: '' }), ...ending(filled, server) }
  return [...parts, ...calls, last].map((value) => `${JSON.stringify(value)}\n`)
}

function line({ model }: ChatRequest, content: JsonObject): JsonObject {
  return { model, created_at: '2026-08-01T12:00:00.123456789Z', message: content, done: false }
}

// How much of the prompt was in the cache is told since 0.33.3.
function ending({ finish_reason: reason, usage }: Filled, { version }: OllamaServer): JsonObject {
  const counts: JsonObject =
    usage === undefined
      ? {}
      : {
          prompt_eval_count: usage.prompt,
          ...(versionNumber(version) >= 33_003 && { prompt_eval_cached_count: usage.cached }),
          prompt_eval_duration: 130_079_000,
          eval_count: usage.completion,
          eval_duration: 4_232_710_000,
        }
  return {
    done: true,
    done_reason: reason === 'tool_calls' ? 'stop' : reason,
    total_duration: 4_883_583_458,
    load_duration: 1_334_875,
    ...counts,
  }
}

function message(filled: Filled): JsonObject {
  const calls = toolCalls(filled)
  return { role: 'assistant', content: filled.text, ...(calls.length > 0 && { tool_calls: calls }) }
}

// Arguments are an object; a script's text that is no JSON goes out as a text.
function toolCalls({ calls }: Filled): JsonObject[] {
  return calls.map(({ name, arguments: text }, index) => ({ function: { index, name, arguments: parsed(text) } }))
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
