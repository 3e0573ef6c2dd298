import { toJson } from '../../kernel/json.ts'
import type { ModelRequest } from '../chat-model.ts'
import { createGuardedFetch } from '../wire/guarded-fetch.ts'
import type { CreateWire, WireCall, WireEndpoint, WireReply } from '../wire/provider-wire.ts'
import { completeBody } from './complete-body.ts'
import { createReplyCollector, type ReplyCollector } from './create-reply-collector.ts'
import { geminiLimits } from './gemini-limits.ts'
import { streamResponses } from './stream-responses.ts'
import { toGeminiMessages } from './to-gemini-messages.ts'

/** The Gemini API of Google. */
export const createGeminiWire: CreateWire = (endpoint) => ({
  ask: (request, call) => askGemini(endpoint, request, call),
  limits: (signal) => geminiLimits(endpoint, signal),
})

async function askGemini(endpoint: WireEndpoint, request: ModelRequest, { signal, onText }: WireCall): Promise<WireReply> {
  let failure: unknown
  const abort = new AbortController()
  const guardedFetch = createGuardedFetch({
    origin: new URL(endpoint.baseUrl).origin,
    timeoutMs: endpoint.timeoutMs,
    signal: AbortSignal.any([signal, abort.signal]),
    onFailure: (error) => {
      failure ??= error
    },
  })
  const reply = createReplyCollector(onText)
  try {
    const chat = await openChat(endpoint, request, (body) => streamResponses(endpoint, completeBody(body, request), guardedFetch))
    for await (const _ of chat.stream(reply)) continue
    return reply.whole()
  } catch (error) {
    throw failure ?? error
  } finally {
    abort.abort()
  }
}
