import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type Json } from '../kernel/json.ts'
import { inspectText } from './inspect-text.ts'

/**
 * What a line can carry of a result. A member that it cannot (a key like `constructor`, which pages and tables do have, or nesting without end)
 * goes as its JSON text: content from outside must not end the attempt that has read it.
 */
export function toWireJson(result: Json): Json {
  if (fits(result)) return result
  if (!isJsonObject(result)) return JSON.stringify(result)
  const members = Object.entries(result).map(([name, member]) => [name, fits(member) ? member : JSON.stringify(member)] as const)
  const texts = Object.fromEntries(members)
  return fits(texts) ? texts : JSON.stringify(result)
}

// It stands two levels deep in its message: one for the message, one for the result that it is a member of.
function fits(value: Json): boolean {
  try {
    inspectText(JSON.stringify([[value]]))
    return true
  } catch (error) {
    if (error instanceof ClawError) return false
    throw error
  }
}
