import type { Stats } from 'node:fs'
import * as z from 'zod/mini'
import { abortReason } from '../kernel/abort.ts'
import { ClawError, toWireError } from '../kernel/claw-error.ts'
import type { ErrorCode } from '../kernel/error-codes.ts'
import { ERROR_CODES } from '../kernel/error-codes.ts'
import { isJsonObject, type Json } from '../kernel/json.ts'
import { defineTool, type ToolContext, type ToolDefinition, type ToolOutcome } from './define-tool.ts'
import type { PathJail } from './path-jail.ts'

const inputSchema = z.strictObject({
  db_path: z.string().check(z.minLength(1)),
  // SQLite reads up to a NUL: what stands behind it would be shown to a person and not run, or the other way round.
  query: z.string().check(
    z.minLength(1),
    z.maxLength(100_000),
    z.refine((text) => !text.includes('\0'), 'a NUL character'),
  ),
  params: z._default(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).check(z.maxLength(1000)), []),
  max_rows: z._default(z.number().check(z.int(), z.gte(1), z.lte(10_000)), 200),
})

export type SqlQueryInput = z.infer<typeof inputSchema>

export interface WorkerLimits {
  readonly timeout_ms: number
  readonly max_output_bytes: number
}

/** Runs the SQL worker in a process of its own. Throws ClawError: TOOL_TIMEOUT when it was ended, TOOL_FAILED when it died. */
export type RunWorker = (request: Json, options: WorkerLimits & { readonly signal: AbortSignal }) => Promise<Json>

export interface SqlQueryLimits {
  readonly timeoutMs: number
  readonly maxFileBytes: number
  readonly maxResultBytes: number
}

const LIMITS: SqlQueryLimits = { timeoutMs: 30_000, maxFileBytes: 256 * 1024 * 1024, maxResultBytes: 900_000 }

const DATA_FILE = /\.(csv|tsv|json|jsonl|ndjson)$/i
// A data file is loaded first (measured: 6 MB/s on two busy cores); the time limit is for the statement.
const LOAD_BYTES_PER_MS = 3000

export interface SqlQueryOptions {
  readonly jail: PathJail
  readonly runWorker: RunWorker
  readonly limits?: Partial<SqlQueryLimits>
}

export function createSqlQuery(options: SqlQueryOptions): ToolDefinition<SqlQueryInput> {
  const limits: SqlQueryLimits = { ...LIMITS, ...options.limits }
  return defineTool<SqlQueryInput>({
    name: 'sql_query',
    description:
      'One SELECT (or WITH) over a SQLite database, or over a .csv, .tsv, .json (array of objects) or .jsonl file, which is table `data`. ' +
      "Tables: SELECT name FROM sqlite_master; columns: SELECT * FROM pragma_table_info('t'). Also median() and stddev(). row_count is over all rows.",
    examples: [
      { db_path: 'sales.csv', query: 'SELECT region, sum(amount) AS total FROM data GROUP BY region ORDER BY total DESC' },
      { db_path: 'app.db', query: 'SELECT * FROM users WHERE id = ?', params: [7] },
    ],
    input: inputSchema,
    aliases: { sql: 'query', database: 'db_path', db: 'db_path' },
    effect: () => 'read',
    touches: ({ db_path }) => [{ path: db_path, access: 'read' }],
    canonicalise: (input) => ({ ...input, db_path: options.jail.resolve(input.db_path) }),
    run: async (input, context) => {
      try {
        return await query(input, context, { ...options, limits })
      } catch (error) {
        if (context.signal.aborted) throw abortReason(context.signal)
        if (error instanceof ClawError) return { ok: false, error: toWireError(error) }
        throw error
      }
    },
  })
}

async function query(
  input: SqlQueryInput,
  { signal }: ToolContext,
  { jail, runWorker, limits }: SqlQueryOptions & { limits: SqlQueryLimits },
): Promise<ToolOutcome> {
  const { dev, ino, size } = lookAt(jail, input.db_path)
  const loaded = DATA_FILE.test(input.db_path) ? size : 0
  if (loaded > limits.maxFileBytes) {
    throw new ClawError('FILE_TOO_LARGE', `'${jail.show(input.db_path)}' has ${size} bytes; at most ${limits.maxFileBytes} are loaded.`)
  }
  const request = { ...input, shown: jail.show(input.db_path), max_bytes: limits.maxResultBytes, dev, ino }
  const timeout_ms = limits.timeoutMs + Math.ceil(loaded / LOAD_BYTES_PER_MS)
  return outcomeOf(await runWorker(request, { signal, timeout_ms, max_output_bytes: 4 * limits.maxResultBytes }))
}

/** The worker opens the file again and must find the very same one. */
function lookAt(jail: PathJail, path: string): Stats {
  const file = jail.openFile(path)
  file.close()
  return file.stat
}

function outcomeOf(answer: Json): ToolOutcome {
  if (isJsonObject(answer) && answer['ok'] === true && isJsonObject(answer['result'])) return { ok: true, result: answer['result'] }
  const error = isJsonObject(answer) && isJsonObject(answer['error']) ? answer['error'] : {}
  const code = String(error['code'])
  const known: ErrorCode = code in ERROR_CODES ? (code as ErrorCode) : 'TOOL_FAILED'
  return { ok: false, error: { code: known, message: String(error['message'] ?? 'The SQL worker gave no answer.'), retryable: false } }
}
