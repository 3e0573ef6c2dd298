import { closeSync, createReadStream, fstatSync, openSync, readFileSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject, type Json, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { checkSameFile } from './check-same-file.ts'
import type { Cell, DataRows } from './data-rows.ts'
import type { QueryRequest } from './query-request.ts'
import { uniqueNames } from './unique-names.ts'

const MAX_JSON_BYTES = 64 * 1024 * 1024
const MAX_LINE = 16 * 1024 * 1024

/** A JSON array of objects, or JSON Lines. The columns are all keys in the order in which they come up; nested values are JSON text. */
export function jsonRows(request: QueryRequest): DataRows {
  const objects = /\.json$/i.test(request.db_path) ? arrayObjects(request) : (): AsyncIterable<JsonObject> => lineObjects(request)
  let keys: string[] | undefined
  const keysOf = async (): Promise<string[]> => {
    const found = new Set<string>()
    for await (const object of objects()) for (const key of Object.keys(object)) found.add(key)
    return [...found]
  }
  return {
    textIsTyped: false,
    columns: async () => {
      keys ??= await keysOf()
      return uniqueNames(keys)
    },
    rows: async function* () {
      keys ??= await keysOf()
      for await (const object of objects()) yield keys.map((key) => cellOf(Object.hasOwn(object, key) ? object[key] : null))
    },
  }
}

function cellOf(value: Json | undefined): Cell {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' ? JSON.stringify(value) : value
}

function arrayObjects(request: QueryRequest): () => AsyncIterable<JsonObject> {
  let parsed: JsonObject[] | undefined
  return async function* () {
    parsed ??= parseArray(request)
    yield* parsed
  }
}

function parseArray(request: QueryRequest): JsonObject[] {
  const fd = openSync(request.db_path, 'r')
  try {
    checkSameFile(fd, request)
    if (fstatSync(fd).size > MAX_JSON_BYTES)
      throw new ClawError('FILE_TOO_LARGE', `'${request.shown}' is too large for one JSON document; use .jsonl.`)
    const found = tryParseJson(readFileSync(fd, 'utf8').replace(/^\ufeff/, ''))
    if (!found.ok) throw new ClawError('TOOL_FAILED', `'${request.shown}' is no JSON: ${found.reason}`)
    if (!Array.isArray(found.value)) throw new ClawError('TOOL_FAILED', `'${request.shown}' holds no array of objects at its top.`)
    return found.value.map((value, i) => objectOr(value, `element ${i + 1} of '${request.shown}'`))
  } finally {
    closeSync(fd)
  }
}

async function* lineObjects(request: QueryRequest): AsyncGenerator<JsonObject> {
  let number = 0
  for await (const line of lines(request)) {
    number += 1
    if (line.trim() === '') continue
    const found = tryParseJson(line)
    if (!found.ok) throw new ClawError('TOOL_FAILED', `Line ${number} of '${request.shown}' is no JSON: ${found.reason}`)
    yield objectOr(found.value, `line ${number} of '${request.shown}'`)
  }
}

async function* lines(request: QueryRequest): AsyncGenerator<string> {
  const fd = openSync(request.db_path, 'r')
  checkSameFile(fd, request)
  const decoder = new StringDecoder('utf8')
  let open = ''
  for await (const chunk of createReadStream('', { fd, start: 0, highWaterMark: 1024 * 1024 })) {
    const parts = (open + decoder.write(chunk as Buffer)).replace(/^\ufeff/, '').split('\n')
    open = parts.pop() ?? ''
    if (open.length > MAX_LINE) throw new ClawError('TOOL_FAILED', `'${request.shown}' has a line of more than ${MAX_LINE} characters.`)
    yield* parts
  }
  yield open + decoder.end()
}

function objectOr(value: Json, what: string): JsonObject {
  if (isJsonObject(value)) return value
  throw new ClawError(
    'TOOL_FAILED',
    `Expected an object, but ${what} is ${Array.isArray(value) ? 'an array' : JSON.stringify(value).slice(0, 40)}.`,
  )
}
