import { type JsonObject, toJson } from '../kernel/json.ts'
import type { Redactor } from '../kernel/redact.ts'
import type { ChatModel, ModelRequest } from './chat-model.ts'

/** No known secret goes to a provider, whatever put it into a prompt, and none comes back into the run. */
export function withMasking(model: ChatModel, redactor: Pick<Redactor, 'text' | 'json'>): ChatModel {
  return {
    ...model,
    call: async (request, options) => {
      const asked = redactor.json(toJson(request)) as unknown as ModelRequest
      const reply = await model.call(asked, options)
      const tool_calls = reply.tool_calls.map((call) => ({ ...call, args: redactor.json(call.args as JsonObject) }))
      return { ...reply, content: redactor.text(reply.content), tool_calls }
    },
  }
}
