import { isJsonObject, type Json, toJson } from '../kernel/json.ts'

/** Rows as JSON shows them: times (`*_at` in milliseconds) become ISO 8601. */
export function publicJson(value: unknown): Json {
  return withIsoTimes(toJson(value))
}

function withIsoTimes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withIsoTimes)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key.endsWith('_at') && typeof item === 'number' ? new Date(item).toISOString() : withIsoTimes(item),
    ]),
  )
}
