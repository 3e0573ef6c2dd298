import type { JsonObject } from '../../kernel/json.ts'
import type { ModelRequest } from '../chat-model.ts'

/** A tool in the form that OpenAI's API began and others took over. */
export function toFunction(tool: ModelRequest['tools'][number]): {
  type: 'function'
  function: { name: string; description: string; parameters: JsonObject }
} {
  return { type: 'function', function: { name: tool.name, description: tool.description, parameters: tool.input_schema } }
}
