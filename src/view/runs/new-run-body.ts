import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import type { RunRequest } from '../menu/places/home/run-request.ts'

/** What is sent for a new run: only what differs from how it is configured. */
export function newRunBody({ context, ...request }: RunRequest): JsonObject {
  const { task, flags, ...others } = request
  const said = Object.entries({ ...others, context: contextOf(context), flags }).filter(([, value]) => !isNothing(value))
  return { task, ...(Object.fromEntries(said) as JsonObject) }
}

/** An object, or what is wrong with it. */
export function contextProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined
  const parsed = tryParseJson(text)
  if (!parsed.ok) return 'is not valid JSON'
  return isJsonObject(parsed.value) ? undefined : 'is JSON, but not an object'
}

function contextOf(text: string): JsonObject {
  const parsed = tryParseJson(text.trim() === '' ? '{}' : text)
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
}

function isNothing(value: unknown): boolean {
  if (value === '' || value === null || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
