import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, linkSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CANARY, call, type HostilePlace, hostilePlace } from './hostile-place.ts'

let place: HostilePlace
const at = (name: string): string => join(place.workspace, name)

function database(name: string, sql: string): void {
  const db = new Database(at(name))
  db.exec(sql)
  db.close()
}

/** The schema of a database, written past SQLite's checks, as somebody who brings a file along can do. */
function forged(name: string, type: string, sql: string): void {
  database(name, 'CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  const db = new Database(at(name))
  db.unsafeMode(true)
  db.pragma('writable_schema = 1')
  db.prepare('INSERT INTO sqlite_master VALUES (?, ?, ?, 0, ?)').run(type, 'v', 'v', sql)
  db.close()
}

beforeAll(() => {
  place = hostilePlace()
  const secret = new Database(join(place.outside, 'secret.db'))
  secret.exec(`CREATE TABLE v (value TEXT); INSERT INTO v VALUES ('${CANARY}')`)
  secret.close()
  database('plain.db', 'CREATE TABLE v (a); INSERT INTO v VALUES (1)')
  forged('extension.db', 'view', `CREATE VIEW v AS SELECT load_extension('${place.outside}/evil.so')`)
  forged('writes.db', 'view', `CREATE VIEW v AS SELECT writefile('${place.outside}/new.txt', 'x')`)
  forged('reads.db', 'view', `CREATE VIEW v AS SELECT readfile('${place.outside}/secret.txt')`)
  forged('endless.db', 'view', 'CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c')
  forged('itself.db', 'view', 'CREATE VIEW v AS SELECT * FROM v')
  forged('huge.db', 'view', `CREATE VIEW v AS SELECT hex(zeroblob(1000000000))`)
  forged('csv.db', 'table', `CREATE VIRTUAL TABLE v USING csv(filename='${place.outside}/secret.txt')`)
  forged('fts.db', 'table', `CREATE VIRTUAL TABLE v USING fts5(a, content='${place.outside}/secret.db')`)
  forged('nonsense.db', 'table', 'CREATE TABLE v (((((')
  database(
    'index.db',
    'CREATE TABLE v (a); CREATE INDEX i ON v (a); INSERT INTO v VALUES (1); CREATE TRIGGER g AFTER INSERT ON v BEGIN DELETE FROM v; END',
  )
  // Side files that lead elsewhere, and a hot journal: opening must neither read nor undo nor delete anything.
  for (const side of ['wal', 'shm', 'journal']) {
    database(
      `side-${side}.db`,
      `PRAGMA journal_mode = ${side === 'journal' ? 'DELETE' : 'WAL'}; CREATE TABLE v (a); INSERT INTO v VALUES (1)`,
    )
    rmSync(at(`side-${side}.db-${side}`), { force: true })
    symlinkSync(join(place.outside, 'secret.db'), at(`side-${side}.db-${side}`))
  }
  database('hot.db', 'CREATE TABLE v (a); INSERT INTO v VALUES (1)')
  const journal = Buffer.alloc(1024)
  Buffer.from('d9d505f920a163d7', 'hex').copy(journal)
  journal.writeUInt32BE(0xffffffff, 8)
  journal.write(`${place.outside}/secret.db`, 600)
  writeFileSync(at('hot.db-journal'), journal)
  symlinkSync(join(place.outside, 'secret.db'), at('link.db'))
  linkSync(join(place.outside, 'secret.db'), at('hard.db'))
  symlinkSync(join(place.workspace, '.closed_claw', 'registry.db'), at('registry-link.db'))
  writeFileSync(at('random.db'), Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192, 0xa5)]))
  copyFileSync(at('plain.db'), at('cut.db'))
  writeFileSync(at('cut.db'), readFileSync(at('plain.db')).subarray(0, 1500))
  spawnSync('mkfifo', [at('fifo.db')])
  writeFileSync(at('formula.csv'), `name,v\n"=cmd|' /C calc'!A0",1\n"=HYPERLINK(""http://evil/${'x'.repeat(10)}"")",2\n`)
  writeFileSync(at('wide.csv'), `${'a,'.repeat(40_000)}a\n`)
  writeFileSync(at('quote.csv'), `a,b\n"${'x'.repeat(1_000_000)}`)
  writeFileSync(at('deep.json'), `${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  writeFileSync(at('proto.json'), '[{"__proto__": {"polluted": 1}, "constructor": 2, "a\\"; DROP TABLE data; --": 3}]')
})
afterAll(() => place.remove())

const FORGED = [
  'extension',
  'writes',
  'reads',
  'endless',
  'itself',
  'huge',
  'csv',
  'fts',
  'nonsense',
  'random',
  'cut',
  'fifo',
  'hot',
  'side-wal',
  'side-shm',
  'side-journal',
]
const CLOSED = [
  'link.db',
  'hard.db',
  'registry-link.db',
  'linked/secret.db',
  '.closed_claw/registry.db',
  '.closed_claw//registry.db',
  './.closed_claw/../.closed_claw/registry.db',
]
const SPELLED = [
  'file:plain.db?mode=rwc',
  'file:plain.db?vfs=unix-none',
  'file:.closed_claw/registry.db',
  'file:.closed_claw/registry.db?immutable=1',
  'file:///etc/passwd',
  ':memory:',
  'plain.db\u0000.closed_claw/registry.db',
  '.closed_claw/registry.db\u0000.db',
  '/dev/stdin',
  '/proc/self/fd/0',
  '.closed_claw/registry.db-wal',
  '.closed_claw/checkpoints.db',
  '~/.netrc',
  'new.db',
]

test('37 files and names that are meant to be opened: nothing outside is read or changed, nothing is made, the run goes on', {
  timeout: 180_000,
}, async () => {
  const paths = [...FORGED.map((name) => `${name}.db`), ...CLOSED, ...SPELLED]
  expect(paths).toHaveLength(37)
  const before = { picture: place.picture(), names: names() }
  const { replies, document } = await place.attack([
    ...paths.map((db_path) => call('sql_query', { db_path, query: 'SELECT * FROM v', timeout_s: 5 })),
    call('sql_query', { db_path: 'plain.db', query: 'SELECT a FROM v' }),
  ])
  expect(document.error).toBeNull()
  expect(JSON.stringify(replies)).not.toContain(CANARY)
  expect(replies.at(-1)).toMatchObject({ ok: true })
  const answered = paths.filter((_, n) => replies[n]?.ok === true)
  // What may be answered is the table of the file itself, as if the side file were not there.
  expect(answered.filter((path) => !/^(side-\w+|hot)\.db$/.test(path))).toEqual([])
  expect(place.picture()).toEqual(before.picture)
  expect(names()).toEqual(before.names)
  expect([existsSync(join(place.outside, 'new.txt')), existsSync(join(place.outside, 'secret.db'))]).toEqual([false, true])
})

test('tables that are text: formulas stay text, names stay names, what is too deep or too wide fails plainly', {
  timeout: 120_000,
}, async () => {
  const { replies, document } = await place.attack([
    call('sql_query', { db_path: 'formula.csv', query: 'SELECT name FROM data' }),
    call('sql_query', { db_path: 'proto.json', query: 'SELECT * FROM data' }),
    call('sql_query', { db_path: 'wide.csv', query: 'SELECT 1 FROM data' }),
    call('sql_query', { db_path: 'quote.csv', query: 'SELECT length(a) FROM data' }),
    call('sql_query', { db_path: 'deep.json', query: 'SELECT * FROM data' }),
    call('sql_query', { db_path: 'plain.db', query: 'SELECT a FROM v' }),
  ])
  expect(document.error).toBeNull()
  expect(JSON.stringify(replies[0])).toContain("=cmd|' /C calc'!A0")
  expect(replies[4]?.ok).toBe(false)
  expect(replies.at(-1)).toMatchObject({ ok: true })
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

function names(): string[] {
  return readdirSync(place.workspace)
    .filter((name) => name !== '.closed_claw' && !/-(wal|shm)$/.test(name))
    .sort()
}
