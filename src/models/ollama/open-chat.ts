import type { ModelRequest } from '../chat-model.ts'
import type { WireEndpoint } from '../wire/provider-wire.ts'
import { toChatMessages } from '../wire/to-chat-messages.ts'
import { toFunction } from '../wire/to-function.ts'
import { ollamaHeaders } from './ask-server.ts'
import { checkedLines } from './checked-lines.ts'

interface ChatOptions {
  readonly endpoint: WireEndpoint
  readonly request: ModelRequest
  /** Tokens of prompt and answer together. */
  readonly numCtx: number
  readonly guardedFetch: typeof fetch
}

/** LangChain's chat class with one request in it. `_streamResponseChunks` is taken directly: no tracer of the environment sees a prompt. */
export async function openChat({ endpoint, request, numCtx, guardedFetch }: ChatOptions) {
  const [{ ChatOllama }, classes] = await Promise.all([import('@langchain/ollama'), import('@langchain/core/messages')])
  const { response_schema: wanted } = request
  const chat = new ChatOllama({
    model: endpoint.model,
    baseUrl: endpoint.baseUrl,
    fetch: checkedFetch(endpoint, guardedFetch),
    maxRetries: 0,
    numCtx,
    ...(request.max_tokens !== undefined && { numPredict: request.max_tokens }),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(wanted !== undefined && { format: { title: wanted.name, ...wanted.schema } }),
  })
  chat.client = completed(chat.client, request)
  const messages = toChatMessages(request.messages, classes)
  return { stream: () => chat._streamResponseChunks(messages, { tools: request.tools.map(toFunction) }) }
}

// The client takes a key from the environment for some addresses, and tells about this machine: the headers are ours alone.
function checkedFetch(endpoint: WireEndpoint, guardedFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await guardedFetch(input, { ...init, headers: ollamaHeaders(endpoint) })
    return new Response(response.body?.pipeThrough(checkedLines()) ?? null, { status: response.status, headers: response.headers })
  }
}

type Client = import('@langchain/ollama').ChatOllama['client']
type NativeRequest = Parameters<Client['chat']>[0]

// What LangChain leaves out: that nothing may be cut in silence, and which call a result belongs to.
function completed(client: Client, request: ModelRequest): Client {
  const names = new Map(request.messages.flatMap(({ tool_calls }) => (tool_calls ?? []).map(({ id, name }) => [id, name])))
  const complete = (body: NativeRequest) => ({
    ...body,
    truncate: false,
    shift: false,
    messages: (body.messages ?? []).map((message, index) => {
      const id = request.messages[index]?.tool_call_id
      return message.role === 'tool' && id !== undefined ? { ...message, tool_name: names.get(id) ?? '', tool_call_id: id } : message
    }),
  })
  const chat = client.chat.bind(client) as (body: NativeRequest) => ReturnType<Client['chat']>
  return Object.assign(Object.create(client) as Client, { chat: (body: NativeRequest) => chat(complete(body)) })
}
