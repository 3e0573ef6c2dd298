import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CANARY, call, type HostilePlace, hostilePlace } from './hostile-place.ts'

let place: HostilePlace
let before: string[]
beforeAll(() => {
  place = hostilePlace()
  const db = new Database(join(place.workspace, 'shop.db'))
  db.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY, total REAL); INSERT INTO orders (total) VALUES (10), (20)')
  db.close()
  const secret = new Database(join(place.outside, 'secret.db'))
  secret.exec(`CREATE TABLE secrets (value TEXT); INSERT INTO secrets VALUES ('${CANARY}')`)
  secret.close()
  before = readdirSync(place.workspace).sort()
})
afterAll(() => place.remove())

function statements(): string[] {
  const { outside } = place
  const secret = join(outside, 'secret.db')
  return [
    `ATTACH '${secret}' AS s; SELECT * FROM s.secrets`,
    `ATTACH DATABASE '${secret}' AS s`,
    `SELECT * FROM pragma_database_list; ATTACH '${secret}' AS s`,
    `VACUUM INTO '${outside}/copy.db'`,
    `VACUUM INTO 'copy.db'`,
    'VACUUM',
    'PRAGMA query_only = 0',
    'PRAGMA writable_schema = 1',
    `PRAGMA temp_store_directory = '${outside}'`,
    'PRAGMA journal_mode = DELETE',
    'PRAGMA user_version = 7',
    `SELECT load_extension('${outside}/evil.so')`,
    `SELECT readfile('${outside}/secret.txt')`,
    `SELECT writefile('${outside}/new.txt', 'x')`,
    `SELECT edit('x', 'vi')`,
    `SELECT fts3_tokenizer('simple', x'4141414141414141')`,
    `SELECT * FROM fsdir('${outside}')`,
    `SELECT * FROM csv('${outside}/secret.txt')`,
    `CREATE VIRTUAL TABLE v USING csv(filename='${outside}/secret.txt')`,
    'CREATE TEMP TABLE t AS SELECT 1',
    'CREATE TABLE t (a)',
    'INSERT INTO orders (total) VALUES (1)',
    'INSERT INTO orders (total) VALUES (1) RETURNING id',
    'UPDATE orders SET total = 0 RETURNING total',
    'DELETE FROM orders RETURNING id',
    'WITH x AS (SELECT 1) DELETE FROM orders',
    'REPLACE INTO orders VALUES (1, 0)',
    'DROP TABLE orders',
    'ALTER TABLE orders ADD COLUMN x',
    'REINDEX',
    'ANALYZE',
    'BEGIN; DELETE FROM orders; COMMIT',
    'SELECT 1; DELETE FROM orders',
    'SELECT 1 /* ; */ ; DROP TABLE orders --',
    "SELECT 1; -- '\nDROP TABLE orders",
    'EXPLAIN DELETE FROM orders; DELETE FROM orders',
    'SAVEPOINT a; DROP TABLE orders; RELEASE a',
    '/**/DELETE/**/FROM/**/orders',
    '\u0000DELETE FROM orders',
    'SELECT 1;\u0000DELETE FROM orders',
    'CREATE TRIGGER t AFTER INSERT ON orders BEGIN DELETE FROM orders; END',
    "INSERT INTO sqlite_master VALUES ('table','x','x',0,'CREATE TABLE x(a)')",
    'DETACH main',
    '',
    ';',
    'nonsense',
  ]
}

test('46 statements: nothing is written, nothing outside is read', { timeout: 120_000 }, async () => {
  const list = statements()
  expect(list).toHaveLength(46)
  const { replies, document } = await place.attack(list.map((query) => call('sql_query', { db_path: 'shop.db', query })))
  expect(document.error).toBeNull()
  expect(list.filter((_, index) => replies[index]?.ok === true)).toEqual([])
  expect(JSON.stringify(replies)).not.toContain(CANARY)
  const db = new Database(join(place.workspace, 'shop.db'), { readonly: true })
  expect(db.prepare('SELECT id, total FROM orders').all()).toEqual([
    { id: 1, total: 10 },
    { id: 2, total: 20 },
  ])
  expect(db.pragma('user_version', { simple: true })).toBe(0)
  db.close()
  expect(readdirSync(place.workspace).filter((name) => !before.includes(name) && !/-(wal|shm)$/.test(name))).toEqual([])
  expect([existsSync(join(place.outside, 'copy.db')), existsSync(join(place.outside, 'new.txt'))]).toEqual([false, false])
})

test('a statement that never ends, and one that asks for all the memory: ended, and the run goes on', { timeout: 120_000 }, async () => {
  const { replies } = await place.attack([
    call('sql_query', {
      db_path: 'shop.db',
      query: 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c',
    }),
    call('sql_query', { db_path: 'shop.db', query: 'SELECT hex(zeroblob(1000000000))' }),
    call('sql_query', { db_path: 'shop.db', query: "SELECT printf('%.*c', 1000000000, 'x')" }),
    call('sql_query', {
      db_path: 'shop.db',
      query: 'SELECT a.*, b.*, c.* FROM orders a, orders b, orders c, orders d, orders e',
      max_rows: 10,
    }),
    call('sql_query', { db_path: 'shop.db', query: 'SELECT count(*) AS n FROM orders' }),
  ])
  expect(replies.map((reply) => reply.ok)).toEqual([false, false, false, true, true])
})
