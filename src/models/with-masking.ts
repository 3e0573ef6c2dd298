import { type JsonObject, toJson } from '../kernel/json.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { CallOptions, ChatModel, ModelRequest } from './chat-model.ts'
import { createMaskedStream } from './create-masked-stream.ts'

type Mask = Pick<Redactor, 'text' | 'json' | 'settled'>

/** No known secret goes to a provider, whatever put it into a prompt, and none comes back into the run. */
export function withMasking(model: ChatModel, redactor: Mask): ChatModel {
  return {
    ...model,
    call: async (request, options) => {
      const asked = redactor.json(toJson(request)) as unknown as ModelRequest
      const masked = maskedOptions(options, redactor)
      const reply = await model.call(asked, masked.options)
      masked.end()
      const tool_calls = reply.tool_calls.map((call) => ({ ...call, args: redactor.json(call.args as JsonObject) }))
      return { ...reply, content: redactor.text(reply.content), tool_calls }
    },
  }
}

function maskedOptions(options: CallOptions, redactor: Mask): { options: CallOptions; end(): void } {
  const { onText, onRetry, onFallback } = options
  if (onText === undefined) return { options, end: () => undefined }
  const stream = createMaskedStream(redactor, onText)
  const restarting: CallOptions['onRetry'] = (note) => {
    stream.restart()
    onRetry?.(note)
  }
  const changing: CallOptions['onFallback'] = (note) => {
    stream.restart()
    onFallback?.(note)
  }
  return { options: { ...options, onText: stream.push, onRetry: restarting, onFallback: changing }, end: stream.end }
}
