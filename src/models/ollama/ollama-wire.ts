import { ClawError } from '../../kernel/claw-error.ts'
import type { ModelRequest } from '../chat-model.ts'
import { createGuardedFetch } from '../wire/guarded-fetch.ts'
import { WireTimeout } from '../wire/http-failure.ts'
import type { CreateWire, WireCall, WireEndpoint, WireReply } from '../wire/provider-wire.ts'
import { askServer } from './ask-server.ts'
import { overflowAfter, overflowBefore } from './check-window.ts'
import { collectReply, type OllamaReply } from './collect-reply.ts'
import { contextError, explainFailure, ollamaError } from './explain-failure.ts'
import { openChat } from './open-chat.ts'
import { promptSize } from './prompt-size.ts'
import { type OllamaWindow, readWindow } from './read-window.ts'

/** The native API of an Ollama server. The window is asked for once; every call says it, so that the server keeps to it. */
export const createOllamaWire: CreateWire = (endpoint) => {
  let known: OllamaWindow | undefined
  async function window(signal: AbortSignal): Promise<OllamaWindow> {
    known ??= await readWindow(endpoint, signal)
    return known
  }
  return {
    ask: (request, call) => explained(async () => askOllama(endpoint, request, call, await window(call.signal))),
    limits: (signal) => explained(async () => ({ context_tokens: (await window(signal)).tokens, output_tokens: null })),
  }
  async function explained<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      const told = explainFailure(error, endpoint, known)
      if (known !== undefined) known = { ...known, tokens: Math.min(known.tokens, refusedAt(told) ?? known.tokens) }
      throw told
    }
  }
}

// The server runs the model with less than was asked for: from now on that is asked for, and counted on.
function refusedAt(error: unknown): number | undefined {
  const context = error instanceof ClawError ? error.data['context_tokens'] : undefined
  return typeof context === 'number' && context > 0 ? context : undefined
}

async function askOllama(endpoint: WireEndpoint, request: ModelRequest, call: WireCall, window: OllamaWindow): Promise<WireReply> {
  const size = promptSize(request)
  const tooLong = overflowBefore(size, window)
  if (tooLong !== undefined) throw contextError(tooLong, endpoint, window)
  const answer = await stream(endpoint, request, call, window)
  const cut = overflowAfter(answer.counts, { size, window, maxTokens: request.max_tokens })
  if (cut !== undefined) throw contextError(cut, endpoint, window)
  return answer.reply
}

// Until its first word a local model is loaded and reads the prompt: a second try would begin both anew, so the first one gets its time.
const FIRST_FACTOR = 2

async function stream(
  endpoint: WireEndpoint,
  request: ModelRequest,
  { signal, onText }: WireCall,
  window: OllamaWindow,
): Promise<OllamaReply> {
  let failure: unknown
  let begun = false
  const abort = new AbortController()
  const guardedFetch = createGuardedFetch({
    origin: new URL(endpoint.baseUrl).origin,
    timeoutMs: endpoint.timeoutMs,
    firstMs: endpoint.timeoutMs * FIRST_FACTOR,
    signal: AbortSignal.any([signal, abort.signal]),
    onFailure: (error) => {
      failure ??= error
    },
  })
  const told: typeof fetch = async (...args) => {
    const response = await guardedFetch(...args)
    begun = true
    return response
  }
  try {
    const chat = await openChat({ endpoint, request, numCtx: window.tokens, guardedFetch: told })
    return await collectReply(chat.stream(), onText)
  } catch (error) {
    const cause = failure ?? error
    throw cause instanceof WireTimeout && !begun ? await slowStart(cause, endpoint, signal) : cause
  } finally {
    abort.abort()
  }
}

const ALIVE_MS = 2000

async function slowStart(timeout: WireTimeout, endpoint: WireEndpoint, signal: AbortSignal): Promise<unknown> {
  try {
    await askServer({ ...endpoint, timeoutMs: ALIVE_MS }, '/api/ps', signal)
  } catch {
    return timeout
  }
  const seconds = (endpoint.timeoutMs * FIRST_FACTOR) / 1000
  const what = `has not begun to answer after ${seconds} s, though the server is there: it is loading the model, or reading the prompt`
  const fix = `CLOSED_CLAW_LLM_TIMEOUT_SEC=${Math.max(60, Math.ceil(seconds * 2))} claw resume <run>`
  return ollamaError('MODEL_TIMEOUT', what, endpoint, { fix, cause: timeout })
}
