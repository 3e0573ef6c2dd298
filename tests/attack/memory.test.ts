import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { CANARY, type HostilePlace, hostilePlace } from './hostile-place.ts'

let place: HostilePlace
afterEach(() => place.remove())

const READ = { type: 'tool_call_intent', id: 't1', tool: 'file_io', args: { op: 'read', path: 'data.csv' }, reason: 'x' }
const MISSING = { ...READ, id: 't2', args: { op: 'read', path: 'nothing-here.txt' } }
const ASKED = { type: 'memory_query_intent', id: 'q1', query: 'x', limit: 5 }
const update = (text: string, evidence = 't1', more: object = {}) => ({ kind: 'fact', text, evidence, ...more })

async function attack(updates: readonly object[], messages: readonly object[] = [READ, MISSING, ASKED]) {
  writeFileSync(join(place.root, 'context.json'), JSON.stringify({ do: messages, memory_updates: updates }))
  const ran = await place.run(['run', 'be hostile', '--agent', 'puppet', '--json', '--context-json', join(place.root, 'context.json')], {
    env: { CLOSED_CLAW_LLM_PROVIDER: 'rules' },
  })
  const document = JSON.parse(ran.stdout)
  const log = await place.run(['runlog', document.run_id, '--tail', '100000', '--json'])
  const events = JSON.parse(log.stdout).result as { type: string; data: Record<string, unknown> }[]
  return { document, of: (type: string) => events.filter((event) => event.type === type).map((event) => event.data) }
}

async function items(): Promise<{ kind: string; text: string }[]> {
  return JSON.parse((await place.run(['memory', 'list', 'puppet', '--all', '--limit', '100000', '--json'])).stdout).result
}

describe('an agent that would fill or poison its memory', { timeout: 60_000 }, () => {
  test('evidence is what the journal says: no other, no failed and no foreign call', async () => {
    place = await hostilePlace()
    const { document, of } = await attack([
      update('proven'),
      update('failed call', 't2'),
      update('no tool call', 'q1'),
      update('invented', 't99'),
      update('prototype', '__proto__'),
    ])
    expect(document.status).toBe('completed')
    expect(of('memory.refused').map((data) => data['text'])).toEqual(['failed call', 'no tool call', 'invented', 'prototype'])
    expect(of('memory.refused')[0]?.['reason']).toBe("'t2' is no successful tool call of this attempt")
    expect((await items()).map((item) => item.text.split(' -> ')[0])).toEqual(['be hostile', 'proven'])
  })

  test('ten thousand updates: fifty are kept, the rest is one event', async () => {
    place = await hostilePlace()
    const { document, of } = await attack(Array.from({ length: 10_000 }, (_, i) => update(`flood ${i}`)))
    expect(document.status).toBe('completed')
    expect(of('memory.refused')).toEqual([expect.objectContaining({ more: 9949, reason: expect.stringContaining('at most 50') })])
    expect((await items()).length).toBe(51)
  })

  test('a text of a megabyte ends the attempt, and nothing is kept', async () => {
    place = await hostilePlace()
    const { document } = await attack([update('x'.repeat(1_100_000))])
    expect(document.ok).toBe(false)
    expect(await items()).toEqual([])
    const { document: shorter } = await attack([update('x'.repeat(2001))])
    expect(shorter.ok).toBe(false)
    expect(await items()).toEqual([])
  })

  test('secrets are masked, control and bidi characters shown, before anything is written', async () => {
    place = await hostilePlace()
    const key = 'sk-abcdefghijklmnopqrstuvwx'
    await attack([update(`The key is ${key}`), update('ends \u0007 here \u202e evil \u001b[31m red'), update('   \u200b ')])
    const kept = await items()
    expect(JSON.stringify(kept)).not.toContain(key)
    expect(kept.map((item) => item.text)).toContain('The key is [redacted]')
    expect(kept.find((item) => item.text.startsWith('ends'))?.text).toBe('ends \\u{7} here \\u{202e} evil \\u{1b}[31m red')
    const shown = await place.run(['memory', 'list', 'puppet'])
    expect(shown.stdout).not.toMatch(/[\u0007\u202e\u001b]/)
    expect(CANARY.length).toBeGreaterThan(5)
  })
})

describe('a memory.db that a folder brought along', { timeout: 60_000 }, () => {
  const path = () => join(place.workspace, '.closed_claw', 'agents', 'puppet', 'memory.db')
  const foreign: readonly (readonly [string, (file: string) => void])[] = [
    ['a symbolic link', (file) => symlinkSync(join(place.root, 'outside', 'target.db'), file)],
    ['a hard link', (file) => linkSync(join(place.root, 'outside', 'secret.txt'), file)],
    ['a folder', (file) => mkdirSync(file)],
    ['no database', (file) => writeFileSync(file, 'not a database at all, but long enough for a header '.repeat(30))],
    ['a database of somebody else', (file) => make(file, 'CREATE TABLE items (a); CREATE TABLE other (b)')],
    ['a trigger', (file) => make(file, 'CREATE TABLE x (a); CREATE TRIGGER t AFTER INSERT ON x BEGIN DELETE FROM x; END')],
    ['a view in place of the table', (file) => make(file, 'CREATE VIEW items AS SELECT 1')],
    ['a later version', (file) => make(file, 'PRAGMA user_version = 99')],
  ]

  test.each(foreign)('%s: is said, and the run goes on without', async (_name, put) => {
    place = await hostilePlace()
    rmSync(path(), { force: true })
    put(path())
    const { document, of } = await attack([update('proven')])
    expect(document.status).toBe('completed')
    expect(of('run.note').filter((data) => String(data['text']).includes('works without its memory'))).toHaveLength(1)
    expect(of('memory.written')).toEqual([])
    const listed = await place.run(['memory', 'list', 'puppet', '--json'])
    expect(JSON.parse(listed.stdout)).toMatchObject({ ok: false, error: { message: expect.stringContaining('memory.db') } })
  })
})

function make(file: string, sql: string): void {
  const db = new Database(file)
  db.exec(sql)
  db.close()
}
