import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'

/** The JSON object in a model's answer: the text itself, the inside of a code fence, or what stands between the outermost braces. */
export function readJsonAnswer(content: string): JsonObject | undefined {
  const fence = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/.exec(content)?.[1]
  const braces = content.slice(content.indexOf('{'), content.lastIndexOf('}') + 1)
  for (const text of [content, fence, braces]) {
    const parsed = tryParseJson(text ?? '')
    if (parsed.ok && isJsonObject(parsed.value)) return parsed.value
  }
  return undefined
}
