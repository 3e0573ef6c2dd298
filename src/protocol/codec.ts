import * as z from 'zod/mini'
import { ClawError } from '../kernel/claw-error.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../kernel/json.ts'
import { inspectText } from './inspect-text.ts'
import { LINE_BYTES } from './limits.ts'

const SHOWN_ISSUES = 3

/** One line to one message. Throws a PROTOCOL_* error. */
export function decodeFrame<Schema extends z.core.$ZodType>(line: string, schema: Schema): z.output<Schema> {
  return checkMessage(parseFrame(line), schema)
}

/**
 * One message to one line, without the LF. The sender parses what it sends, by the same schema and the same limits as the receiver: a bug
 * surfaces where it was made.
 */
export function encodeFrame<Schema extends z.core.$ZodType>(message: z.input<Schema>, schema: Schema): string {
  const line = JSON.stringify(checkMessage(message, schema))
  inspectText(line)
  const bytes = Buffer.byteLength(line)
  if (bytes > LINE_BYTES) throw new ClawError('PROTOCOL_LINE_TOO_LONG', `A message has ${bytes} bytes; a line holds ${LINE_BYTES}.`)
  return line
}

/** The first half of decoding: one JSON object within the limits, of no known shape yet. */
export function parseFrame(line: string): JsonObject {
  inspectText(line)
  const parsed = tryParseJson(line)
  if (!parsed.ok) throw new ClawError('PROTOCOL_BAD_JSON', `A line is not JSON: ${parsed.reason}`)
  if (!isJsonObject(parsed.value)) throw new ClawError('PROTOCOL_BAD_JSON', 'A line is JSON but not an object.')
  return parsed.value
}

/** The second half: the object has a known type and its fields. */
export function checkMessage<Schema extends z.core.$ZodType>(message: unknown, schema: Schema): z.output<Schema> {
  const checked = z.safeParse(schema, message)
  if (checked.success) return checked.data
  throw explain(isJsonObject(message) ? message : {}, checked.error.issues)
}

function explain(message: JsonObject, issues: readonly z.core.$ZodIssue[]): ClawError {
  const type = typeof message['type'] === 'string' ? `'${message['type'].slice(0, 60)}'` : 'no type'
  if (issues.some(isUnknownType)) return new ClawError('PROTOCOL_UNKNOWN_TYPE', `A message has ${type}, which this end does not take.`)
  const shown = issues.slice(0, SHOWN_ISSUES).map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`)
  return new ClawError('PROTOCOL_INVALID_MESSAGE', `A message of type ${type} is invalid: ${shown.join('; ')}.`)
}

function isUnknownType(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_union' && issue.path.length === 1 && issue.path[0] === 'type'
}
