import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/kernel/json.ts'
import { createRunWorkerProcess } from '../../../src/sandbox/run-worker-process.ts'
import type { ToolOutcome } from '../../../src/tools/define-tool.ts'
import { createPathJail } from '../../../src/tools/path-jail.ts'
import { createSqlQuery } from '../../../src/tools/sql-query.ts'
import { buildWorker, call, contextFor, put, remove, temporaryFolder } from './setup.ts'

let root: string
let workers: string
let sql: (args: JsonObject, timeoutMs?: number) => Promise<ToolOutcome>

beforeAll(async () => {
  root = temporaryFolder()
  workers = temporaryFolder()
  const workerPath = await buildWorker('src/store/sql-query.worker.ts', workers)
  const jail = createPathJail({ roots: [root] })
  const runWorker = createRunWorkerProcess({ nodePath: process.execPath, workerPath })
  sql = (args, timeoutMs = 10_000) => call(createSqlQuery({ jail, runWorker, limits: { timeoutMs } }), args, contextFor(root))
  const database = new Database(join(root, 'a.db'))
  database.pragma('journal_mode = WAL')
  database.exec(
    "CREATE TABLE t (id INTEGER, name TEXT, big INTEGER, b BLOB); INSERT INTO t VALUES (1, 'one', 9007199254740993, x'00ff'), (2, 'two', 5, NULL)",
  )
  database.close()
  put(root, {
    's.csv': '\ufeffname;zip;amount;amount\r\n"a;\r\n ""x""";00123;1.5;2\r\nb;00456;;3\r\n',
    'q.csv': 'a,b\n1,2\n3,"4\n5,6\n',
    'r.csv': 'a,b\n1,2\n1,2,3\n',
    'n.csv': 'v\n1\n2\n3\n4\n',
    'late.csv': `v\n${'1\n'.repeat(3000)}x\n`,
    't.tsv': 'a\tb\n1\tx y\n',
    'o.json': '[{"a":1,"n":{"x":[1]}},{"a":2.5,"b":true,"__proto__":"p"}]',
    'o.jsonl': '{"a":"1"}\n\n{"a":"2","c":null}\n',
    'bad.jsonl': '{"a":1}\n{"a":\n',
    'obj.json': '{"a":1}',
    'empty.csv': '',
    'plain.db': 'this is no database at all, but it is a file of some length',
    '.closed_claw/registry.db': 'x',
  })
})
afterAll(() => {
  remove(root)
  remove(workers)
})

const resultOf = (outcome: ToolOutcome): JsonObject => {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`)
  return outcome.result as JsonObject
}
const errorOf = (outcome: ToolOutcome): { code: string; message: string } => (outcome.ok ? { code: 'ok', message: '' } : outcome.error)

describe('databases', () => {
  it('reads, binds and leaves nothing beside a WAL database', async () => {
    const rows = resultOf(await sql({ database: 'a.db', sql: 'SELECT * FROM t WHERE id = ?', params: [1] }))
    expect(rows).toEqual({
      columns: ['id', 'name', 'big', 'b'],
      rows: [{ id: 1, name: 'one', big: '9007199254740993', b: '<blob of 2 bytes>' }],
      row_count: 1,
      truncated: false,
    })
    expect(readdirSync(root).filter((name) => name.startsWith('a.db'))).toEqual(['a.db'])
  })
  it('counts all rows and cuts', async () => {
    const query = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i, i FROM n'
    const { rows, ...rest } = resultOf(await sql({ db_path: 'a.db', query, max_rows: 2 }))
    expect(rest).toEqual({ columns: ['i', 'i_2'], row_count: 1000, truncated: true })
    expect(rows).toHaveLength(2)
  })
  it('shows tables and columns by ordinary SQL', async () => {
    const rows = resultOf(await sql({ db_path: 'a.db', query: "-- columns\n/* x */ SELECT name FROM pragma_table_info('t')" }))
    expect(rows['row_count']).toBe(4)
  })
  it.each([
    ['VACUUM INTO "x.db"'],
    ["ATTACH 'y.db' AS y"],
    ['PRAGMA query_only = 0'],
    ['PRAGMA table_info(t)'],
    ['SELECT 1; SELECT 2'],
    ['SELECT 1; DROP TABLE t'],
    ["INSERT INTO t VALUES (3, 'x', 1, NULL) RETURNING id"],
    ['WITH x AS (SELECT 1) INSERT INTO t SELECT 1, 2, 3, 4 RETURNING id'],
    ['UPDATE t SET id = 1'],
    ['CREATE TABLE z (a)'],
    ['/* SELECT */ DELETE FROM t'],
    ['EXPLAIN SELECT 1'],
    ['--'],
  ])('%s is refused', async (query) => expect(errorOf(await sql({ db_path: 'a.db', query })).code).toBe('SQL_REFUSED'))
  it.each([
    ["SELECT load_extension('x')"],
    ["SELECT writefile('x', 'y')"],
    ["SELECT readfile('/etc/passwd')"],
    ['SELECT * FROM none'],
    ['SELECT ?'],
  ])('%s fails', async (query) => expect(errorOf(await sql({ db_path: 'a.db', query })).code).toBe('TOOL_FAILED'))
  it('wrote nothing', () => expect([existsSync(join(root, 'x.db')), existsSync(join(root, 'y.db'))]).toEqual([false, false]))
  it('ends a statement that never ends, and memory hogs', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
    const before = performance.now()
    expect(errorOf(await sql({ db_path: 'a.db', query: endless }, 700)).code).toBe('TOOL_TIMEOUT')
    expect(performance.now() - before).toBeLessThan(5000)
    const hog = 'WITH RECURSIVE n(s) AS (SELECT zeroblob(900000000) UNION ALL SELECT s || s FROM n) SELECT length(s) FROM n'
    expect(['TOOL_FAILED', 'TOOL_TIMEOUT']).toContain(errorOf(await sql({ db_path: 'a.db', query: hog }, 3000)).code)
  })
  it('dies with the process that started it', async () => {
    const worker = spawn(process.execPath, [join(workers, 'worker.mjs')], { env: {}, stdio: 'pipe' })
    const { dev, ino } = statSync(join(root, 'a.db'))
    const query = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'
    const request = { db_path: join(root, 'a.db'), shown: 'a.db', query, params: [], max_rows: 1, max_bytes: 1000, dev, ino }
    worker.stdin.write(`${JSON.stringify(request)}\n`)
    await setTimeout(300)
    expect(worker.exitCode).toBeNull()
    worker.stdin.end()
    expect(await once(worker, 'exit')).toEqual([null, 'SIGKILL'])
  })
  it('stays in the jail', async () => {
    await expect(sql({ db_path: '.closed_claw/registry.db', query: 'SELECT 1' })).rejects.toMatchObject({ code: 'PATH_PROTECTED' })
    await expect(sql({ db_path: '../x.db', query: 'SELECT 1' })).rejects.toMatchObject({ code: 'PATH_OUTSIDE' })
    expect(errorOf(await sql({ db_path: 'none.db', query: 'SELECT 1' })).code).toBe('PATH_NOT_FOUND')
    expect(errorOf(await sql({ db_path: 'plain.db', query: 'SELECT 1' })).message).toContain('not a SQLite database')
  })
})

describe('data files', () => {
  it('reads a CSV with BOM, semicolons, quotes, leading zeros and a repeated header', async () => {
    const { rows } = resultOf(await sql({ db_path: 's.csv', query: 'SELECT *, typeof(zip) AS z, typeof(amount) AS t FROM data' }))
    expect(rows).toEqual([
      { name: 'a;\r\n "x"', zip: '00123', amount: 1.5, amount_2: 2, z: 'text', t: 'real' },
      { name: 'b', zip: '00456', amount: null, amount_2: 3, z: 'text', t: 'null' },
    ])
  })
  it('has median and stddev', async () => {
    const { rows } = resultOf(
      await sql({ db_path: 'n.csv', query: 'SELECT median(v) AS m, round(stddev(v), 4) AS s, sum(v) AS t FROM data' }),
    )
    expect(rows).toEqual([{ m: 2.5, s: 1.291, t: 10 }])
  })
  it('sees a type that changes late', async () => {
    const { rows } = resultOf(await sql({ db_path: 'late.csv', query: 'SELECT typeof(v) AS t, count(*) AS n FROM data GROUP BY 1' }))
    expect(rows).toEqual([{ t: 'text', n: 3001 }])
  })
  it.each([
    ['q.csv', /line \d/],
    ['r.csv', /line 3/],
    ['bad.jsonl', /Line 2/],
    ['obj.json', /array of objects/],
    ['empty.csv', /empty/],
  ])('%s says what is wrong', async (db_path, message) => {
    const error = errorOf(await sql({ db_path, query: 'SELECT * FROM data' }))
    expect(error).toMatchObject({ code: 'TOOL_FAILED', message: expect.stringMatching(message) })
  })
  it('reads TSV, JSON and JSON Lines', async () => {
    expect(resultOf(await sql({ db_path: 't.tsv', query: 'SELECT * FROM data' }))['rows']).toEqual([{ a: 1, b: 'x y' }])
    expect(resultOf(await sql({ db_path: 'o.json', query: 'SELECT a, n, b FROM data' }))['rows']).toEqual([
      { a: 1, n: '{"x":[1]}', b: null },
      { a: 2.5, n: null, b: 1 },
    ])
    expect(resultOf(await sql({ db_path: 'o.jsonl', query: "SELECT count(*) AS n, max(a) AS m FROM data WHERE a > '0'" }))['rows']).toEqual(
      [{ n: 2, m: '2' }],
    )
  })
})
