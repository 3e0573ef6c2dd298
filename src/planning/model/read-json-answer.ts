import { isJsonObject, type JsonObject } from '../../kernel/json.ts'
import { jsonInText } from '../../kernel/json-in-text.ts'

/** The JSON object in a model's answer. */
export function readJsonAnswer(content: string): JsonObject | undefined {
  return jsonInText(content, isJsonObject)
}
