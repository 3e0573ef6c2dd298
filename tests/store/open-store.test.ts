import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { openConnection } from '../../src/store/connection.ts'
import { migrate } from '../../src/store/migrate.ts'
import { MIGRATIONS } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open-store.ts'
import { currentOwner, ownerIsAlive } from '../../src/store/owner.ts'
import { createRunStore } from '../../src/store/run-store.ts'
import { toStoreError } from '../../src/store/store-error.ts'
import { createUnitOfWork } from '../../src/store/unit-of-work.ts'
import { newRun, ownedRun, RUN, storeFixture, storeOptions } from './store-fixture.ts'

const dirs: string[] = []
function temporary(): string {
  const dir = mkdtempSync(join(tmpdir(), 'claw-open-'))
  dirs.push(dir)
  return dir
}
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

const LATEST = MIGRATIONS.at(-1)?.version ?? 0

test('a new registry is made, is sound, and opens again with what was written', () => {
  const options = storeOptions(temporary())
  const store = openStore(options)
  expect(store.integrity()).toBe('ok')
  expect(store.vectors).toBe('sqlite-vec')
  store.runs.create(newRun())
  store.close()
  const again = openStore(options)
  expect(again.runs.get(RUN)?.task).toBe('count files')
  again.close()
})

test('a connection is WAL, synchronous FULL, with foreign keys and 5 s of patience', () => {
  const { db } = openConnection(join(temporary(), 'x.db'))
  const pragma = (name: string): unknown => db.pragma(name, { simple: true })
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('foreign_keys'), pragma('busy_timeout')]).toEqual(['wal', 2, 1, 5000])
  db.close()
})

test('the checkpointer works on its own connection, which does not wait for the disk', async () => {
  const fixture = storeFixture()
  const saver = await fixture.store.checkpointer()
  expect(await fixture.store.checkpointer()).toBe(saver)
  expect(await saver.getTuple({ configurable: { thread_id: 'none' } })).toBeUndefined()
  const { db } = saver as unknown as { db: Database.Database }
  expect(db.pragma('synchronous', { simple: true })).toBe(1)
  expect(db.name).toBe(fixture.options.checkpointsPath)
  fixture.dispose()
  expect(db.open).toBe(false)
})

test('a newer schema is refused with STORE_NEWER', () => {
  const options = storeOptions(temporary())
  openStore(options).close()
  const db = new Database(options.path)
  db.pragma('user_version = 999')
  db.close()
  expect(() => openStore(options)).toThrow(expect.objectContaining({ code: 'STORE_NEWER', message: expect.stringContaining('999') }))
})

test('a file that is no database is STORE_CORRUPT, with a way out that can be pasted', () => {
  const options = storeOptions(temporary())
  mkdirSync(dirname(options.path), { recursive: true })
  writeFileSync(options.path, 'this is not a database, it only looks like a file'.repeat(100))
  expect(() => openStore(options)).toThrow(
    expect.objectContaining({ code: 'STORE_CORRUPT', fix: expect.stringContaining(`mv "$f" "$f.damaged"`), where: options.path }),
  )
})

test('damage inside of the file shows as STORE_CORRUPT at run time', () => {
  const options = storeOptions(temporary())
  const store = openStore(options)
  for (let i = 0; i < 200; i += 1) store.runs.create({ ...newRun(i.toString(16).padStart(12, '0')), task: 'x'.repeat(2000) })
  store.close()
  const damaged = join(temporary(), 'registry.db')
  copyFileSync(options.path, damaged)
  const db = new Database(damaged)
  const pages = Number(db.pragma('page_count', { simple: true }))
  db.close()
  overwrite(damaged, 4096 * 4, 4096 * (pages - 4))
  expect(() => {
    const broken = openStore({ ...options, path: damaged })
    try {
      broken.runs.list({ limit: 1000 })
    } finally {
      broken.close()
    }
  }).toThrow(expect.objectContaining({ code: 'STORE_CORRUPT' }))
})

test('a state folder that cannot be made is STATE_UNWRITABLE', () => {
  const dir = temporary()
  writeFileSync(join(dir, 'state'), 'a file where a folder is meant')
  expect(() => openStore(storeOptions(dir))).toThrow(expect.objectContaining({ code: 'STATE_UNWRITABLE' }))
  const folderForFile = storeOptions(temporary())
  mkdirSync(folderForFile.path, { recursive: true })
  expect(() => openStore(folderForFile)).toThrow(expect.objectContaining({ code: 'STATE_UNWRITABLE' }))
})

test.each([
  ['SQLITE_FULL', 'STORE_FULL'],
  ['SQLITE_READONLY_DBMOVED', 'STATE_UNWRITABLE'],
  ['SQLITE_CANTOPEN', 'STATE_UNWRITABLE'],
  ['SQLITE_BUSY_SNAPSHOT', 'STORE_BUSY'],
  ['SQLITE_CORRUPT_VTAB', 'STORE_CORRUPT'],
  ['SQLITE_NOTADB', 'STORE_CORRUPT'],
  ['SQLITE_IOERR_WRITE', 'STATE_UNWRITABLE'],
  ['ENOSPC', 'STORE_FULL'],
  ['EROFS', 'STATE_UNWRITABLE'],
  ['EACCES', 'STATE_UNWRITABLE'],
])('%s becomes %s and names the file', (code, claw) => {
  const error = toStoreError(Object.assign(new Error('disk says no'), { code }), '/some/registry.db')
  expect(error).toMatchObject({ code: claw, message: expect.stringContaining('/some/registry.db'), retryable: claw === 'STORE_BUSY' })
})

test('a bug is not dressed up as a storage failure', () => {
  const bug = new TypeError('x')
  expect(toStoreError(bug, '/p')).toBe(bug)
})

test('a disk that runs full gives STORE_FULL, keeps what was acknowledged, and goes on when there is space', () => {
  const options = storeOptions(temporary())
  openStore(options).close()
  const connection = openConnection(options.path)
  const unit = createUnitOfWork(connection)
  const runs = createRunStore({ ...options, connection, unit, onOwnerChange: () => undefined })
  runs.create(newRun())
  connection.db.pragma('max_page_count = 1')
  const large = { ...newRun('ffffffffffff'), task: 'x'.repeat(1_000_000) }
  expect(() => unit.run(undefined, () => runs.create(large))).toThrow(expect.objectContaining({ code: 'STORE_FULL', where: options.path }))
  connection.db.pragma('max_page_count = 1000000')
  expect(runs.list({ limit: 10 }).map((run) => run.run_id)).toEqual([RUN])
  expect(runs.create(large).run_id).toBe('ffffffffffff')
  connection.db.close()
})

test('a missing sqlite-vec is VEC_MISSING when it is required, plain search otherwise', () => {
  const options = storeOptions(temporary(), { vecPath: '/nowhere/vec0.so' })
  expect(() => openStore(options)).toThrow(
    expect.objectContaining({ code: 'VEC_MISSING', message: expect.stringContaining('/nowhere/vec0.so') }),
  )
  const store = openStore({ ...options, requireVec: false })
  expect(store.vectors).toBe('plain')
  store.close()
})

test('no migration runs under a live owner of the older version', () => {
  const fixture = storeFixture()
  const migrations = [...MIGRATIONS, { version: LATEST + 1, sql: 'CREATE TABLE later (x INTEGER) STRICT' }]
  const fence = ownedRun(fixture.store)
  const connection = openConnection(fixture.options.path)
  expect(() => migrate(connection, { migrations, isAlive: ownerIsAlive })).toThrow(
    expect.objectContaining({ code: 'STORE_BUSY', message: expect.stringContaining(String(currentOwner().pid)) }),
  )
  fixture.store.runs.release(fence)
  migrate(connection, { migrations, isAlive: ownerIsAlive })
  expect(connection.db.pragma('user_version', { simple: true })).toBe(LATEST + 1)
  connection.db.close()
  fixture.dispose()
})

test('a migration that fails leaves the schema as it was', () => {
  const fixture = storeFixture()
  const migrations = [...MIGRATIONS, { version: LATEST + 1, sql: 'CREATE TABLE later (x INTEGER) STRICT; CREATE TABLE later (y INTEGER)' }]
  const connection = openConnection(fixture.options.path)
  expect(() => migrate(connection, { migrations, isAlive: () => false })).toThrow('already exists')
  expect(connection.db.pragma('user_version', { simple: true })).toBe(LATEST)
  connection.db.close()
  fixture.dispose()
})

function overwrite(path: string, from: number, bytes: number): void {
  const fd = openSync(path, 'r+')
  writeSync(fd, Buffer.alloc(bytes, 0x5a), 0, bytes, from)
  closeSync(fd)
}
