import { Validator } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { schemaProblem } from '../../protocol/json-schema.ts'

const SHOWN_ERRORS = 3

export type JsonMatch = { readonly ok: true } | { readonly ok: false; readonly schemaIsBad: boolean; readonly reason: string }

/** Whether a value fits a JSON Schema (2020-12, the part of it that schemaProblem lets through). */
export function matchJson(value: Json, schema: JsonObject): JsonMatch {
  const problem = schemaProblem(schema)
  if (problem !== undefined) return { ok: false, schemaIsBad: true, reason: `the JSON Schema is not taken: ${problem}` }
  const { valid, errors } = new Validator(schema, '2020-12', false).validate(value)
  if (valid) return { ok: true }
  // The innermost errors say what is wrong; the others only that something inside of them is.
  const telling = errors.filter((error) => !errors.some((other) => other !== error && isInside(other, error)))
  const said = telling.slice(0, SHOWN_ERRORS).map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
  return { ok: false, schemaIsBad: false, reason: said.join(' ') }
}

interface Located {
  readonly keywordLocation: string
}

function isInside(inner: Located, outer: Located): boolean {
  return inner.keywordLocation.startsWith(`${outer.keywordLocation}/`)
}
