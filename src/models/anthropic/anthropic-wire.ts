import type { AIMessage, HumanMessage, SystemMessage } from '@langchain/core/messages'
import type { ModelRequest } from '../chat-model.ts'
import { WireGarbage } from '../wire/http-failure.ts'
import type { CreateWire, WireCall, WireEndpoint, WireReply } from '../wire/provider-wire.ts'
import { withGuardedFetch } from '../wire/with-guarded-fetch.ts'
import { type AnswerFormat, answerFormat } from './answer-format.ts'
import { anthropicLimits } from './anthropic-limits.ts'
import { callOptions } from './call-options.ts'
import { collectMessage } from './collect-message.ts'
import { createUsageReader } from './create-usage-reader.ts'
import { markCache } from './mark-cache.ts'
import { thinksByItself } from './model-traits.ts'
import { type EventStreamOptions, type MessageRequest, openEventStream } from './open-event-stream.ts'
import { type Conversation, toTurns } from './to-turns.ts'

/** The messages API of Anthropic or of a server that speaks it. */
export const createAnthropicWire: CreateWire = (endpoint) => ({
  ask: (request, call) => askAnthropic(endpoint, request, call),
  limits: async () => anthropicLimits(endpoint.model, (await import('@langchain/anthropic')).ChatAnthropicMessages),
})

function askAnthropic(endpoint: WireEndpoint, request: ModelRequest, { signal, onText }: WireCall): Promise<WireReply> {
  return withGuardedFetch({ endpoint, signal, onWhole: refuseWhole }, async (guardedFetch) => {
    const format = answerFormat(request, endpoint.model)
    const { read, usage } = createUsageReader()
    try {
      const chunks = await openChunks(endpoint, request, { format, guardedFetch, onEvent: read })
      const reply = await collectMessage(chunks, { onText, answerTool: format.kind === 'tool' ? format.name : undefined })
      return { ...reply, usage: usage() }
    } catch (error) {
      throw isMisstep(error) ? new WireGarbage('answered with events that make no message', false) : error
    }
  })
}

function refuseWhole(): never {
  throw new WireGarbage('answered with one JSON document instead of a stream of events', false)
}

// LangChain trips over events that lack what they must have. A cut connection is a TypeError as well, with a cause.
function isMisstep(error: unknown): boolean {
  return error instanceof TypeError && error.cause === undefined
}

interface How extends EventStreamOptions {
  readonly format: AnswerFormat
}

// LangChain calls `_streamResponseChunks` itself below `stream()`. Taken directly it has no callbacks, so no tracer of the environment sees a prompt.
async function openChunks(endpoint: WireEndpoint, request: ModelRequest, how: How): Promise<AsyncIterable<unknown>> {
  const [{ ChatAnthropicMessages }, classes] = await Promise.all([import('@langchain/anthropic'), import('@langchain/core/messages')])
  class Chat extends ChatAnthropicMessages {
    protected override createStreamWithRetry({ betas: _, ...body }: MessageRequest) {
      return openEventStream(endpoint, body, how)
    }
  }
  const most = anthropicLimits(endpoint.model, ChatAnthropicMessages).output_tokens
  const chat = new Chat({
    model: endpoint.model,
    apiKey: endpoint.apiKey ?? 'none',
    anthropicApiUrl: endpoint.baseUrl,
    maxTokens: Math.max(1, Math.min(request.max_tokens ?? most, most)),
    ...(request.temperature !== undefined && !thinksByItself(endpoint.model) && { temperature: Math.min(1, request.temperature) }),
  })
  const conversation = markCache(toTurns(request.messages), request.tools.length > 0)
  const messages = toMessages(conversation, classes)
  const options = callOptions(request.tools, how.format, conversation.turns)
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { message } of chat._streamResponseChunks(messages, options)) yield message
    },
  }
}

interface MessageClasses {
  readonly SystemMessage: typeof SystemMessage
  readonly HumanMessage: typeof HumanMessage
  readonly AIMessage: typeof AIMessage
}

function toMessages({ system, turns }: Conversation, classes: MessageClasses) {
  const first = system.length === 0 ? [] : [new classes.SystemMessage({ content: [...system] })]
  const rest = turns.map(({ role, content }) => new classes[role === 'user' ? 'HumanMessage' : 'AIMessage']({ content: [...content] }))
  return [...first, ...rest]
}
