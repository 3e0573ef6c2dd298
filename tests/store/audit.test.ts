import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { canonicalJson } from '../../src/kernel/json.ts'
import type { AuditRecord } from '../../src/store/records.ts'
import { SECRET, type StoreFixture, storeFixture } from './store-fixture.ts'

let fixture: StoreFixture
beforeEach(() => {
  fixture = storeFixture()
})
afterEach(() => fixture.dispose())

function write(n: number): AuditRecord[] {
  return Array.from({ length: n }, (_, i) =>
    fixture.store.audit.append({ actor: 'agent:x', action: i % 2 ? 'tool.call' : 'policy', target: `t${i}`, detail: { i, text: 'é' } }),
  )
}
/** What somebody with the file can do: the triggers are off. */
function tamper(...statements: string[]): void {
  const db = new Database(fixture.options.path)
  db.exec('DROP TRIGGER IF EXISTS audit_no_update; DROP TRIGGER IF EXISTS audit_no_delete; DROP TRIGGER IF EXISTS audit_in_order')
  for (const statement of statements) db.exec(statement)
  db.close()
}
const verify = () => fixture.store.audit.verify()
// Verifying writes a head that waits.
const head = () => {
  verify()
  return JSON.parse(readFileSync(fixture.options.auditHeadPath, 'utf8'))
}

test('an empty chain and a written one verify; the head outside is the last record', () => {
  expect(verify()).toMatchObject({ ok: true, records: 0 })
  const last = write(5).at(-1)
  expect(verify()).toEqual({ ok: true, records: 5, head: last?.hash })
  expect(head()).toEqual({ n: 5, hash: last?.hash })
  expect(fixture.open().audit.verify()).toMatchObject({ ok: true, records: 5 })
})

test('the database itself refuses to change, remove, replace or insert out of order', () => {
  write(3)
  const db = new Database(fixture.options.path)
  for (const sql of [
    `UPDATE audit SET actor = 'x' WHERE n = 2`,
    'DELETE FROM audit WHERE n = 3',
    'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE n = 2',
    `INSERT INTO audit SELECT 9, at, actor, action, run_id, subtask_id, agent_id, target, decision, rule, reason, args_hash, detail, prev_hash, hash
      FROM audit WHERE n = 1`,
  ]) {
    expect(() => db.exec(sql)).toThrow('append-only')
  }
  db.close()
  expect(verify()).toMatchObject({ ok: true, records: 3 })
})

test('any edit of any field of any record is found at that record', () => {
  write(6)
  const columns = [
    'at',
    'actor',
    'action',
    'run_id',
    'subtask_id',
    'agent_id',
    'target',
    'decision',
    'rule',
    'reason',
    'args_hash',
    'detail',
    'hash',
    'prev_hash',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...columns), fc.integer({ min: 1, max: 6 }), (column, n) => {
      tamper(`CREATE TABLE keep AS SELECT * FROM audit; UPDATE audit SET ${column} = '"edited"' WHERE n = ${n}`)
      const verdict = verify()
      tamper('DELETE FROM audit; INSERT INTO audit SELECT * FROM keep; DROP TABLE keep')
      expect(verdict).toMatchObject({ ok: false, first_bad: n })
    }),
    { numRuns: 30 },
  )
  expect(verify()).toMatchObject({ ok: true })
})

test('a removed record, a swapped pair, a detail that is no JSON', () => {
  write(6)
  tamper('CREATE TABLE keep AS SELECT * FROM audit', 'DELETE FROM audit WHERE n = 3')
  expect(verify()).toMatchObject({ ok: false, first_bad: 3, problem: expect.stringContaining('missing') })
  tamper(
    'DELETE FROM audit; INSERT INTO audit SELECT * FROM keep',
    'UPDATE audit SET n = -2 WHERE n = 2; UPDATE audit SET n = 2 WHERE n = 4; UPDATE audit SET n = 4 WHERE n = -2',
  )
  expect(verify()).toMatchObject({ ok: false, first_bad: 2 })
  tamper('DELETE FROM audit; INSERT INTO audit SELECT * FROM keep', `UPDATE audit SET detail = 'not json' WHERE n = 5`)
  expect(verify()).toMatchObject({ ok: false, first_bad: 5 })
})

test('a cut tail is seen, and the records that follow do not hide it', () => {
  write(6)
  const known = head()
  tamper('DELETE FROM audit WHERE n > 4')
  expect(verify()).toMatchObject({ ok: false, records: 4, first_bad: 5, problem: expect.stringContaining('6 records') })
  write(5)
  expect(head()).toEqual(known)
  expect(verify()).toMatchObject({ ok: false, first_bad: 6, problem: expect.stringContaining('replaced') })
})

test('a head that lags behind by a crash is fine, one that is absent too; a damaged or foreign one is not', () => {
  write(3)
  expect(head().n).toBe(3)
  const early = readFileSync(fixture.options.auditHeadPath)
  write(2)
  verify()
  writeFileSync(fixture.options.auditHeadPath, early)
  expect(verify()).toMatchObject({ ok: true, records: 5 })
  rmSync(fixture.options.auditHeadPath)
  expect(verify()).toMatchObject({ ok: true, records: 5 })
  write(1)
  expect(head().n).toBe(6)
  writeFileSync(fixture.options.auditHeadPath, '{"n": 6')
  expect(verify()).toMatchObject({ ok: false, problem: expect.stringContaining(fixture.options.auditHeadPath) })
  writeFileSync(fixture.options.auditHeadPath, JSON.stringify({ n: 2, hash: 'f'.repeat(64) }))
  expect(verify()).toMatchObject({ ok: false, first_bad: 2 })
})

test('a chain forged anew from some record on is seen by the head outside', () => {
  write(4)
  verify()
  const other = storeFixture({ clock: { now: () => 0, monotonic: () => 0 } })
  for (let i = 0; i < 6; i += 1) other.store.audit.append({ actor: 'forger', action: 'x', target: 'y' })
  tamper(`ATTACH '${other.options.path}' AS forged; DELETE FROM main.audit; INSERT INTO main.audit SELECT * FROM forged.audit`)
  expect(verify()).toMatchObject({ ok: false, first_bad: 4 })
  other.dispose()
})

test('the head follows a burst by itself, and is written when the store closes', async () => {
  write(3)
  const onDisk = (): number => JSON.parse(readFileSync(fixture.options.auditHeadPath, 'utf8')).n
  expect(onDisk()).toBe(1)
  await vi.waitFor(() => expect(onDisk()).toBe(3))
  const other = storeFixture()
  for (let i = 0; i < 4; i += 1) other.store.audit.append({ actor: 'a', action: 'x', target: 'y' })
  other.store.close()
  expect(JSON.parse(readFileSync(other.options.auditHeadPath, 'utf8')).n).toBe(4)
  other.dispose()
})

test('a rolled back record leaves no trace, in the head neither', () => {
  write(1)
  expect(() =>
    fixture.store.transaction(undefined, () => {
      write(2)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(head().n).toBe(1)
  expect(verify()).toMatchObject({ ok: true, records: 1 })
})

test('control characters stay inside of one line and secrets outside of the log', () => {
  const record = fixture.store.audit.append({
    actor: 'agent:x',
    action: 'tool.call',
    target: 'line\n{"n":99}\u0000\u001b[2J',
    reason: `key ${SECRET}`,
    detail: { [SECRET]: SECRET },
  })
  expect(canonicalJson(record).split('\n')).toHaveLength(1)
  expect(JSON.stringify(fixture.store.audit.list({ limit: 10 }))).not.toContain(SECRET)
  expect(verify()).toMatchObject({ ok: true })
})

test('the list is newest first, is filtered, and goes on before a record', () => {
  write(6)
  const { audit } = fixture.store
  expect(audit.list({ limit: 2 }).map(({ n }) => n)).toEqual([6, 5])
  expect(audit.list({ limit: 9, before: 3 }).map(({ n }) => n)).toEqual([2, 1])
  expect(audit.list({ limit: 9, action: 'tool.call' }).map(({ n }) => n)).toEqual([6, 4, 2])
  expect(existsSync(`${fixture.options.auditHeadPath}.${process.pid}.tmp`)).toBe(false)
})

test('from one run on: what stands before it is not looked at, a wrong record, a cut tail and a foreign head are', () => {
  write(3)
  const [first] = write(1)
  fixture.store.audit.append({ actor: 'a', action: 'run', target: 't', run_id: 'run-of-old' })
  write(2)
  const ofRun = () => fixture.store.audit.verify({ run_id: 'run-of-old' })
  expect(ofRun()).toMatchObject({ ok: true, records: 7 })
  expect(fixture.store.audit.verify({ run_id: 'no-such-run' })).toMatchObject({ ok: true, records: 7 })
  tamper("UPDATE audit SET target = 'x' WHERE n = 2")
  expect(ofRun()).toMatchObject({ ok: true })
  expect(verify()).toMatchObject({ ok: false, first_bad: 2 })
  tamper("UPDATE audit SET target = 'x' WHERE n = 6")
  expect(ofRun()).toMatchObject({ ok: false, first_bad: 6 })
  tamper('DELETE FROM audit WHERE n > 5')
  expect(ofRun()).toMatchObject({ ok: false })
  expect(first?.n).toBe(4)
})
