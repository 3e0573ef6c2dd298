import { type OutputUnit, Validator } from '@cfworker/json-schema'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { schemaProblem } from '../../protocol/json-schema.ts'

const SHOWN_ERRORS = 3
/** Among so many errors the telling ones are looked for. */
const READ_ERRORS = 200
/** Values times characters of the schema: about a second, in which nothing else of the run goes on. */
const MOST_WORK = 40_000_000

export type JsonMatch = { readonly ok: true } | { readonly ok: false; readonly schemaIsBad: boolean; readonly reason: string }

/** Whether a value fits a JSON Schema (2020-12, the part of it that schemaProblem lets through). */
export function matchJson(value: Json, schema: JsonObject): JsonMatch {
  const problem = schemaProblem(schema)
  if (problem !== undefined) return bad(`the JSON Schema is not taken: ${problem}`)
  if (valuesIn(value) * JSON.stringify(schema).length > MOST_WORK) return bad('there is too much of it for this JSON Schema')
  try {
    // Up to the first error: of a long list that does not fit, each item would be one.
    const { valid, errors } = new Validator(schema, '2020-12', true).validate(value)
    return valid ? { ok: true } : { ok: false, schemaIsBad: false, reason: reasonOf(errors) }
  } catch (error) {
    return bad(`the JSON Schema could not be applied: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function bad(reason: string): JsonMatch {
  return { ok: false, schemaIsBad: true, reason }
}

function valuesIn(value: Json): number {
  if (value === null || typeof value !== 'object') return 1
  return Object.values(value).reduce<number>((sum, item) => sum + valuesIn(item), 1)
}

// The innermost errors say what is wrong; the others only that something inside of them is.
function reasonOf(all: readonly OutputUnit[]): string {
  const errors = all.slice(0, READ_ERRORS)
  const telling = errors.filter((error) => !errors.some((other) => other !== error && isInside(other, error)))
  return telling
    .slice(0, SHOWN_ERRORS)
    .map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`)
    .join(' ')
}

function isInside(inner: OutputUnit, outer: OutputUnit): boolean {
  return inner.keywordLocation.startsWith(`${outer.keywordLocation}/`)
}
