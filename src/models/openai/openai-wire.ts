import type { ModelRequest } from '../chat-model.ts'
import type { CreateWire, WireCall, WireEndpoint, WireReply } from '../wire/provider-wire.ts'
import { toChatMessages } from '../wire/to-chat-messages.ts'
import { toFunction } from '../wire/to-function.ts'
import { withGuardedFetch } from '../wire/with-guarded-fetch.ts'
import { collectReply } from './collect-reply.ts'
import { isStrictSchema } from './is-strict-schema.ts'
import { openAiLimits } from './openai-limits.ts'
import { streamOfWhole } from './stream-of-whole.ts'

/** The chat-completions API of OpenAI or of a compatible server. */
export const createOpenAiWire: CreateWire = (endpoint) => ({
  ask: (request, call) => askOpenai(endpoint, request, call),
  limits: (signal) => openAiLimits(endpoint, signal),
})

type DeltaArguments =
  Parameters<typeof import('@langchain/openai').convertCompletionsDeltaToBaseMessageChunk> extends [infer Fields]
    ? Fields extends { delta: infer Delta; rawResponse: infer Raw }
      ? [delta: Delta & object, raw: Raw]
      : never
    : never

// Reasoning models take the default temperature only.
const FIXED_TEMPERATURE = /^(?:o\d|gpt-5)/

function askOpenai(endpoint: WireEndpoint, request: ModelRequest, { signal, onText }: WireCall): Promise<WireReply> {
  return withGuardedFetch({ endpoint, signal, onWhole: streamOfWhole }, async (guarded) => {
    const chat = await openChat(endpoint, request, guarded)
    return collectReply(rawChunks(chat.stream()), onText)
  })
}

// LangChain calls `_streamResponseChunks` itself below `stream()`. Taken directly it has no callbacks, so no tracer of the environment sees a prompt.
async function openChat(endpoint: WireEndpoint, request: ModelRequest, guardedFetch: typeof fetch) {
  const [{ ChatOpenAICompletions }, classes] = await Promise.all([import('@langchain/openai'), import('@langchain/core/messages')])
  class Chat extends ChatOpenAICompletions {
    // Compatible servers leave out the role, or send the text in parts: LangChain would lose the calls, or print a warning to stdout.
    protected override _convertCompletionsDeltaToBaseMessageChunk(...[delta, raw]: DeltaArguments) {
      return super._convertCompletionsDeltaToBaseMessageChunk({ ...delta, role: 'assistant', content: '' }, raw, 'assistant')
    }
  }
  const chat = new Chat({
    model: endpoint.model,
    // The SDK insists on one; a local server that needs none takes any.
    apiKey: endpoint.apiKey ?? 'none',
    maxRetries: 0,
    streamUsage: true,
    __includeRawResponse: true,
    ...(request.max_tokens !== undefined && { maxTokens: request.max_tokens }),
    ...(request.temperature !== undefined && !FIXED_TEMPERATURE.test(endpoint.model) && { temperature: request.temperature }),
    // The SDK's own clock only has to be later than ours.
    timeout: endpoint.timeoutMs * 20,
    configuration: { baseURL: endpoint.baseUrl, fetch: guardedFetch, logLevel: 'off' },
  })
  const messages = toChatMessages(request.messages, classes)
  return { stream: () => chat._streamResponseChunks(messages, callOptions(request)) }
}

function callOptions({ tools, response_schema: wanted }: ModelRequest) {
  return {
    ...(tools.length > 0 && { tools: tools.map(toFunction) }),
    ...(wanted !== undefined && {
      response_format: {
        type: 'json_schema' as const,
        json_schema: { name: wanted.name, schema: wanted.schema, strict: isStrictSchema(wanted.schema) },
      },
    }),
  }
}

async function* rawChunks(
  stream: AsyncIterable<{ message: { additional_kwargs: Record<string, unknown>; response_metadata: Record<string, unknown> } }>,
) {
  for await (const { message } of stream) {
    const raw = message.additional_kwargs['__raw_response']
    yield raw ?? { choices: [], usage: message.response_metadata['usage'] }
  }
}
