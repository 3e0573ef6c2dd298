import { expect, test } from 'vitest'
import type { MenuState } from '../../../src/view/menu/menu-state.ts'
import { typedQuery } from '../../../src/view/menu/parts/typed-query.ts'
import type { AuditData, AuditLook } from '../../../src/view/menu/places/audit/audit-io.ts'
import { openMenu } from '../../../src/view/menu/reduce-menu.ts'
import type { AuditRow } from '../../../src/view/rows.ts'
import { AROUND, after, press, screenText, told as tell, typed } from '../../helpers/menu-keys.ts'

const told = (data: AuditData) => tell(data)
const ALL: AuditLook = { query: '', order: 'newest' }

function record(n: number, more: Partial<AuditRow> = {}): AuditRow {
  return {
    n,
    at: '2026-11-21T10:00:00.000Z',
    actor: 'agent:writer',
    action: 'tool.call',
    run_id: 'abcdef012345',
    subtask_id: 's1',
    agent_id: 'writer',
    target: 'terminal',
    decision: 'deny',
    rule: 'workspace.write',
    reason: null,
    args_hash: null,
    detail: {},
    prev_hash: '',
    hash: '',
    ...more,
  }
}
const records = (from: number, to: number): AuditRow[] => Array.from({ length: from - to + 1 }, (_, index) => record(from - index))
const open = (): MenuState => openMenu({ to: 'audit' }, AROUND).state
const page = (rows: readonly AuditRow[], more = false, look = ALL, from: number | null = null) =>
  told({ type: 'page', look, from, rows, more })

test('a field is what has a known name, a word is all else', () => {
  expect(typedQuery('action:tool  git push foo:bar since:2h run:', ['action', 'since', 'run'])).toEqual({
    fields: { action: 'tool', since: '2h' },
    words: ['git', 'push', 'foo:bar'],
  })
})

test('records come newest first, and hostile words in them are visible', () => {
  const { state } = after(open(), page([record(2, { target: 'x\u001b[2J\u202e' }), record(1)]))
  expect(screenText(state)).toMatch(/> 2 +2026-11-21 10:00:00 +tool\.call +deny +x\\u\{1b\}\[2J\\u\{202e\} +abcdef01/)
})

test('the next page is asked for before the rows end, once', () => {
  const first = after(open(), page(records(500, 301), true)).state
  const end = after(first, press('end'))
  expect(end.effects.map(({ effect }) => effect)).toEqual([{ do: 'page', look: ALL, from: 301 }])
  expect(after(end.state, press('up')).effects).toEqual([])
  const more = after(end.state, page(records(300, 101), true, ALL, 301), press('down')).state
  expect(screenText(more)).toContain('> 300')
  expect(screenText(more)).toContain('400+ records')
})

test('a hundred thousand records that were scrolled through cost a frame no more than a few', () => {
  const few = after(open(), page(records(200, 1))).state
  const many = after(open(), page(records(100_000, 1))).state
  const time = (state: MenuState): number => {
    const began = performance.now()
    for (let times = 0; times < 20; times += 1) screenText(state)
    return performance.now() - began
  }
  time(few)
  expect(time(many)).toBeLessThan(time(few) * 10 + 100)
})

test('a filter is looked for when it is written, not at each of its letters; what belongs to another is not shown', () => {
  const typing = after(open(), page([record(1)]), press('/'), ...typed('action:run'))
  expect(typing.effects).toEqual([])
  const look = { query: 'action:run', order: 'newest' } as const
  const looked = after(typing.state, press('enter'))
  expect(looked.effects[0]?.effect).toEqual({ do: 'page', look, from: null })
  expect(screenText(after(looked.state, page([record(1)])).state)).toContain('looking...')
  expect(screenText(after(looked.state, page([], false, look)).state)).toContain('No record is so.')
})

test('new records appear at the top, and the chosen one stays chosen', () => {
  const chosen = after(open(), page(records(9, 1)), press('down')).state
  const tick = after(chosen, { type: 'tick', now: 1000 })
  expect(tick.effects[0]?.effect).toEqual({ do: 'newer', look: ALL, after: 9 })
  const twice = [told({ type: 'newer', look: ALL, rows: [record(10)] }), told({ type: 'newer', look: ALL, rows: [record(11), record(10)] })]
  const text = screenText(after(tick.state, ...twice).state)
  expect(text).toContain('>  8')
  expect(text.match(/^ *10 /gm)).toHaveLength(1)
})

test('the broken record is named, with the way out', () => {
  const check = { ok: false, records: 9, first_bad: 4, problem: 'Record 4 was edited.' } as const
  const { state } = after(open(), page(records(9, 1)), press('v'), told({ type: 'verified', check, fix: 'restore it' }))
  expect(screenText(state)).toContain('Audit record 4 is bad: Record 4 was edited.')
  expect(screenText(state)).toContain('mend it: restore it')
  expect(screenText(state)).toMatch(/broken 4/)
})

test('an export needs a file, and writes over one only when that was said', () => {
  const form = after(open(), page(records(9, 1)), press('x')).state
  const empty = after(form, press('ctrl+s'))
  expect(empty.effects).toEqual([])
  expect(screenText(empty.state)).toContain('is needed')
  const filled = after(form, press('tab'), ...typed('a.jsonl'), press('ctrl+s'))
  const wish = { do: 'export', look: ALL, format: 'jsonl', path: 'a.jsonl' }
  expect(filled.effects[0]?.effect).toEqual({ ...wish, overwrite: false })
  const asked = after(filled.state, told({ type: 'exists', path: '/w/a.jsonl', format: 'jsonl' })).state
  expect(screenText(asked)).toContain('/w/a.jsonl is there already')
  expect(after(asked, press('escape')).effects).toEqual([])
  expect(after(asked, press('y')).effects[0]?.effect).toEqual({ ...wish, path: '/w/a.jsonl', overwrite: true })
})

test('runs from elsewhere are adopted only after they were shown', () => {
  const without = after(open(), page([record(1)]), press('a'))
  expect(without.effects).toEqual([])
  const asked = after(open(), page([record(1)]), told({ type: 'brought', runs: ['abcdef012345'] }), press('a')).state
  expect(screenText(asked)).toContain('abcdef012345')
  expect(after(asked, press('n')).effects).toEqual([])
  expect(after(asked, press('y')).effects[0]?.effect).toEqual({ do: 'adopt' })
})

test('at 40 by 10 there are rows', () => {
  const small = after(openMenu({ to: 'audit' }, { ...AROUND, columns: 40, rows: 10 }).state, page(records(9, 1))).state
  expect(screenText(small)).toContain('> 9')
})
