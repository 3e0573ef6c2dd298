import type { Database, Statement } from 'better-sqlite3'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { QueryRequest } from './query-request.ts'
import { uniqueNames } from './unique-names.ts'

/** Runs the one statement. All rows are counted; those that fit the caps are given. */
export function runStatement(database: Database, request: QueryRequest): JsonObject {
  const statement = readingStatement(database, request.query)
  const columns = uniqueNames(statement.columns().map((column) => column.name))
  const rows: JsonObject[] = []
  let count = 0
  let bytes = 0
  for (const values of rowsOf(statement, request.params)) {
    count += 1
    if (rows.length >= request.max_rows || bytes >= request.max_bytes) continue
    const row = Object.fromEntries(columns.map((name, i) => [name, jsonValue(values[i])]))
    bytes += JSON.stringify(row).length
    if (bytes < request.max_bytes) rows.push(row)
  }
  return { columns, rows, row_count: count, truncated: rows.length < count }
}

function readingStatement(database: Database, query: string): Statement<unknown[], unknown[]> {
  if (!/^(?:select|with|values)\b/i.test(withoutComments(query))) throw refused('it does not begin with SELECT or WITH')
  const statement = prepare(database, query)
  if (!statement.reader || !statement.readonly) throw refused('it would change something or returns no rows')
  return statement.raw(true).safeIntegers(true)
}

function prepare(database: Database, query: string): Statement<unknown[], unknown[]> {
  try {
    return database.prepare<unknown[], unknown[]>(query)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (/more than one statement/.test(message)) throw refused('it holds more than one statement')
    throw new ClawError('TOOL_FAILED', `SQL: ${message}.`, { cause: error })
  }
}

function refused(why: string): ClawError {
  return new ClawError(
    'SQL_REFUSED',
    `The statement is refused: ${why}. Use one SELECT or WITH; columns of a table: SELECT * FROM pragma_table_info('t').`,
  )
}

function withoutComments(query: string): string {
  let text = query
  for (let before = ''; before !== text; ) {
    before = text
    text = text.trimStart().replace(/^--[^\n]*(?:\n|$)/, '')
    if (text.startsWith('/*')) text = text.includes('*/') ? text.slice(text.indexOf('*/') + 2) : ''
  }
  return text
}

function* rowsOf(statement: Statement<unknown[], unknown[]>, params: QueryRequest['params']): Generator<unknown[]> {
  try {
    yield* statement.iterate(...params.map((value) => (typeof value === 'boolean' ? Number(value) : integerAsBigInt(value))))
  } catch (error) {
    throw new ClawError('TOOL_FAILED', `SQL: ${error instanceof Error ? error.message : String(error)}.`, { cause: error })
  }
}

// A JavaScript number would be bound as REAL, and then '7' = 7.0 shows in results.
function integerAsBigInt(value: string | number | null): string | number | bigint | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
}

function jsonValue(value: unknown): Json {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof Uint8Array) return `<blob of ${value.length} bytes>`
  return typeof value === 'string' ? value : null
}
