import { type JsonObject, toJson } from '../../kernel/json.ts'
import type { ModelRequest } from '../chat-model.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { completeBody } from './complete-body.ts'
import { toGeminiMessages } from './to-gemini-messages.ts'

/**
 * The body of a request, as LangChain makes it. Nothing is sent here: the SDK's client knows no other fetch than the global one, so one that only looks
 * takes its place. LangChain calls `_streamResponseChunks` itself below `stream()`; taken directly it has no callbacks, so no tracer of the environment sees a prompt.
 */
export async function makeBody(endpoint: WireEndpoint, request: ModelRequest): Promise<JsonObject> {
  const [{ ChatGoogleGenerativeAI }, classes] = await Promise.all([import('@langchain/google-genai'), import('@langchain/core/messages')])
  const chat = new ChatGoogleGenerativeAI({
    model: endpoint.model,
    // Given here, neither is looked for in the environment.
    apiKey: 'none',
    baseUrl: endpoint.baseUrl,
    ...(request.max_tokens !== undefined && { maxOutputTokens: request.max_tokens }),
    ...(request.temperature !== undefined && { temperature: Math.min(2, Math.max(0, request.temperature)) }),
  })
  let made: unknown
  const client = {
    generateContentStream: async (body: unknown) => {
      made = body
      return { stream: [] }
    },
  }
  Reflect.set(chat, 'client', client)
  await chat._streamResponseChunks(toGeminiMessages(request.messages, classes), {}).next()
  return completeBody(toJson(made) as JsonObject, request, endpoint.model)
}
