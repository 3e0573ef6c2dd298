import { type Json, type JsonObject, toJson } from '../../kernel/json.ts'
import type { ModelRequest } from '../chat-model.ts'
import type { CreateWire, WireCall, WireEndpoint, WireReply } from '../wire/provider-wire.ts'
import { withGuardedFetch } from '../wire/with-guarded-fetch.ts'
import { completeBody } from './complete-body.ts'
import { createReplyCollector, type ReplyCollector } from './create-reply-collector.ts'
import { geminiLimits } from './gemini-limits.ts'
import { streamResponses } from './stream-responses.ts'
import { tellSchema } from './tell-schema.ts'
import { toGeminiMessages } from './to-gemini-messages.ts'
import { isSignatureRefused, withoutSignatures } from './without-signatures.ts'

/** The Gemini API of Google. */
export const createGeminiWire: CreateWire = (given) => {
  // The API's own lists write it before each name.
  const endpoint = { ...given, model: given.model.replace(/^models\//, '') }
  return {
    ask: (request, call) => askGemini(endpoint, tellSchema(request), call),
    limits: (signal) => geminiLimits(endpoint, signal),
  }
}

async function askGemini(endpoint: WireEndpoint, request: ModelRequest, call: WireCall): Promise<WireReply> {
  try {
    return await askOnce(endpoint, request, call)
  } catch (failure) {
    if (!isSignatureRefused(failure)) throw failure
    return askOnce(endpoint, withoutSignatures(request), call)
  }
}

function askOnce(endpoint: WireEndpoint, request: ModelRequest, { signal, onText }: WireCall): Promise<WireReply> {
  return withGuardedFetch({ endpoint, signal }, async (guarded) => {
    const reply = createReplyCollector(onText)
    const ask = (body: JsonObject) => heard(streamResponses(endpoint, completeBody(body, request, endpoint.model), guarded), reply)
    for await (const _ of await openStream(endpoint, request, ask));
    return reply.whole()
  })
}

// LangChain leaves out why an answer ended and what its thoughts cost: the pieces are read on their way to it.
async function* heard(pieces: AsyncIterable<Json>, reply: ReplyCollector): AsyncGenerator<Json> {
  for await (const piece of pieces) {
    reply.add(piece)
    yield piece
  }
}

// LangChain calls `_streamResponseChunks` itself below `stream()`. Taken directly it has no callbacks, so no tracer of the environment sees a prompt.
async function openStream(endpoint: WireEndpoint, request: ModelRequest, ask: (body: JsonObject) => AsyncIterable<Json>) {
  const [{ ChatGoogleGenerativeAI }, classes] = await Promise.all([import('@langchain/google-genai'), import('@langchain/core/messages')])
  const chat = new ChatGoogleGenerativeAI({
    model: endpoint.model,
    // Given here, neither is looked for in the environment.
    apiKey: endpoint.apiKey ?? 'none',
    baseUrl: endpoint.baseUrl,
    maxRetries: 0,
    ...(request.max_tokens !== undefined && { maxOutputTokens: request.max_tokens }),
    ...(request.temperature !== undefined && { temperature: Math.min(2, Math.max(0, request.temperature)) }),
  })
  // The SDK's client knows no other fetch than the global one: ours takes its place.
  Reflect.set(chat, 'client', { generateContentStream: async (body: object) => ({ stream: ask(toJson(body) as JsonObject) }) })
  return chat._streamResponseChunks(toGeminiMessages(request.messages, classes), {})
}
