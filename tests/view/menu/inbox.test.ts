import { expect, test } from 'vitest'
import { inboxRow } from '../../../src/view/menu/places/approvals/inbox-row.ts'
import { timeLeft } from '../../../src/view/menu/places/approvals/time-left.ts'
import type { ApprovalRow, GrantRow } from '../../../src/view/rows.ts'
import { type Hand, handOn, ROW } from './approval-scene.ts'

const pending = [
  { ...ROW, approval_id: 'new000000000', created_at: 60_000 },
  { ...ROW, approval_id: 'old000000000', created_at: 0, agent_id: 'evil\u202e', summary: 'x' },
].map(inboxRow)
const decided = [
  { ...ROW, approval_id: 'done00000000', status: 'denied', decided_by: 'user:ann', note: 'not now\u001b' } as ApprovalRow,
].map(inboxRow)

function inbox(columns = 120): Hand {
  const hand = handOn({ to: 'approvals' }, columns, 30)
  hand.wait(120_000)
  hand.data({ type: 'rows', pending, decided: null })
  return hand
}

test('what waits: newest and oldest are told, the chosen one is opened', () => {
  const hand = inbox()
  expect(hand.text()).toContain('2 wait: newest 1m ago, oldest 2m ago')
  expect(hand.text()).toMatch(/> pending +1m ago +tool +x +terminal .*make it so .*23h 58m +b0b1b2b3/)
  expect(hand.text()).toContain('evil\\u{202e}')
  hand.press('down', 'enter')
  expect(hand.place()).toEqual({ to: 'approval', approval_id: 'old000000000' })
})

test('what was answered elsewhere is gone with the next look, and the choice stays where it was', () => {
  const hand = inbox()
  hand.press('down')
  hand.data({ type: 'rows', pending: pending.slice(1), decided: null })
  hand.press('enter')
  expect(hand.place()).toEqual({ to: 'approval', approval_id: 'old000000000' })
})

test('decided ones are shown when they are asked for, with who and why', () => {
  const hand = inbox()
  hand.press('a')
  hand.data({ type: 'rows', pending: [], decided })
  expect(hand.text()).toMatch(/> denied .*\(why: not now\\u\{1b\}\).* user:ann/)
  hand.press('a')
  hand.data({ type: 'rows', pending: [], decided: null })
  expect(hand.text()).toContain('Nothing waits for your word.')
  hand.press('enter')
  expect(hand.text()).toContain('open: nothing is here')
})

test('it looks once a second, but never while it still looks', () => {
  const hand = handOn({ to: 'approvals' })
  const before = hand.looks()
  hand.send({ type: 'tick', now: 1000 })
  expect(hand.looks()).toBe(before)
  hand.data({ type: 'failed' })
  hand.send({ type: 'tick', now: 2000 })
  expect(hand.looks()).toBe(before + 1)
})

test('the time left is that in which silence is a no, as long as it lasts', () => {
  const times = { created_at: 0, expires_at: 100_000, answer_within_ms: 30_000 }
  expect([0, 29_000, 30_000].map((now) => timeLeft(times, now))).toEqual(['30s', '1.0s', '1m 10s'])
  expect(timeLeft({ ...times, answer_within_ms: null }, 200_000)).toBe('0ms')
})

const GRANT: GrantRow = {
  grant_id: 'g_1',
  scope: 'always',
  match: { by: 'command', tool: 'terminal', words: ['echo', 'a\u200bb'] },
  sandboxed: false,
  workspace: '/w',
  by: 'user:me',
  why: '',
  run_id: 'r',
  created_at: 0,
  expires_at: null,
  live: true,
  uses: 0,
  last_used_at: null,
}

test('a grant is revoked after a yes only, and all of them are those that were shown', () => {
  const hand = handOn({ to: 'grants' })
  const rows = [GRANT, { ...GRANT, grant_id: 'g_2' }]
  hand.data({ type: 'rows', rows })
  expect(hand.text()).toContain('a\\u{200b}b')
  hand.press('d', 'n', 'd', 'escape')
  expect(hand.asked()).toEqual([])
  hand.press('d')
  expect(hand.text()).toContain('this cannot be undone')
  hand.press('y')
  expect(hand.asked()).toEqual([{ do: 'revoke', ids: ['g_1'] }])
  hand.press('D')
  hand.data({ type: 'rows', rows: [...rows, { ...GRANT, grant_id: 'g_3' }] })
  hand.press('y')
  expect(hand.asked()).toEqual([{ do: 'revoke', ids: ['g_1', 'g_2'] }])
})
