import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../kernel/json.ts'
import { visibleLine } from '../kernel/visible-text.ts'

/** The arguments of a tool call as the person typed them. Throws USAGE. */
export function callArguments(text: string, fix: string): JsonObject {
  const parsed = tryParseJson(text)
  if (!parsed.ok) throw new ClawError('USAGE', `The arguments are not valid JSON: ${visibleLine(parsed.reason)}.`, { fix })
  if (!isJsonObject(parsed.value)) throw new ClawError('USAGE', 'The arguments are JSON, but not an object.', { fix })
  return parsed.value
}
