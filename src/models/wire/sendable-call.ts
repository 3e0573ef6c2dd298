import { isJsonObject, type JsonObject } from '../../kernel/json.ts'
import type { ModelToolCall } from '../../protocol/messages.ts'

/** A call as providers take it back: only objects and plain names, also when the model itself gave others. Arguments that were not JSON go back as an object that holds the text. */
export function sendableCall({ id, name, args }: ModelToolCall): { readonly id: string; readonly name: string; readonly args: JsonObject } {
  return {
    id,
    name: name.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || 'unnamed',
    args: isJsonObject(args) ? args : { not_json: args },
  }
}
