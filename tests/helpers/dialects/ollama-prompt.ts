import { isJsonObject } from '../../../src/kernel/json.ts'
import type { ReadRequest } from '../scripted/dialect.ts'
import type { ChatRequest } from '../scripted/script.ts'
import type { OllamaServer } from './ollama-server.ts'

const DEFAULT_WINDOW = 4096
const CHARS_PER_TOKEN = 4

function windowOf({ body }: ChatRequest): number {
  const options = body['options']
  const asked = isJsonObject(options) ? options['num_ctx'] : undefined
  return typeof asked === 'number' ? asked : DEFAULT_WINDOW
}

/**
 * A prompt that is longer than the window: refused since 0.12.6 when `truncate` is false (in the words of the version), else cut without a word, older
 * messages first, then the front of what is left: to the window, or since 0.30 to half of it. System messages and the last message stay.
 */
export function fitPrompt(request: ChatRequest, server: OllamaServer): ReadRequest {
  const window = Math.min(windowOf(request), server.contextLength)
  const asked = tokensOf(request.messages)
  if (asked <= window) return { ok: true, request }
  if (request.body['truncate'] === false && server.behind !== 'drops new fields' && versionNumber(server.version) >= 12_006) {
    return { ok: false, message: refusal(asked, window, server.version) }
  }
  const kept = dropOldest(request.messages, window)
  const limit = versionNumber(server.version) >= 30_000 ? window - Math.floor((window - 4) / 2) : window
  return { ok: true, request: { ...request, messages: tokensOf(kept) <= window ? kept : cutFront(kept, limit) } }
}

function refusal(asked: number, window: number, version: string): string {
  if (versionNumber(version) < 30_000) return 'the input length exceeds the context length'
  const message = `request (${asked} tokens) exceeds the available context size (${window} tokens), try increasing it`
  return JSON.stringify({ error: { code: 400, message, type: 'exceed_context_size_error', n_prompt_tokens: asked, n_ctx: window } })
}

function dropOldest(messages: ChatRequest['messages'], window: number): ChatRequest['messages'] {
  let kept = messages
  while (tokensOf(kept) > window) {
    const at = kept.findIndex((message, index) => message.role !== 'system' && index < kept.length - 1)
    if (at === -1) break
    kept = kept.filter((_, index) => index !== at)
  }
  return kept
}

function cutFront(messages: ChatRequest['messages'], limit: number): ChatRequest['messages'] {
  const last = messages.at(-1)
  if (last === undefined) return []
  const frame = JSON.stringify([{ ...last, content: '' }]).length
  return [{ ...last, content: last.content.slice(frame - limit * CHARS_PER_TOKEN) }]
}

// As fillCompletion counts them.
function tokensOf(messages: ChatRequest['messages']): number {
  return Math.ceil(JSON.stringify(messages).length / CHARS_PER_TOKEN)
}

export function versionNumber(version: string): number {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return major * 1e6 + minor * 1e3 + patch
}
