import { expect, test } from 'vitest'
import { dialogWith, type Hand, handOn, ROW } from './approval-scene.ts'

const ID = ROW.approval_id
const decided = (decision: object) => [{ do: 'decide', approval_id: ID, decision }]
const ALLOWED = decided({ decision: 'approved', scope: 'once' })
const DENIED = decided({ decision: 'denied' })
/** Of many lines, none of which is wrapped at 80 columns. */
const LONG = { args: { tool: 'file_io', args: Array.from({ length: 200 }, (_, index) => `line ${index}`) } }
const readToTheEnd = (hand: Hand): void => {
  for (let page = 0; page < 60; page += 1) hand.press('pagedown')
}

test('no key answers in the first 400 ms after the request was drawn', () => {
  const hand = handOn({ to: 'approval', approval_id: ID }, 80, 40)
  hand.press('1', '3', 'tab', 'enter')
  hand.wait(5000)
  hand.press('1')
  hand.data({ type: 'row', row: ROW })
  hand.press('1', '3')
  hand.wait(399)
  hand.press('1', '3', 'tab', 'enter')
  expect(hand.text()).toContain('nothing was answered')
  expect(hand.asked()).toEqual([])
  hand.wait(1)
  hand.press('3')
  expect(hand.asked()).toEqual(ALLOWED)
})

test('back from the background or an editor, the 400 ms begin again', () => {
  const hand = dialogWith()
  hand.send({ type: 'back' })
  hand.press('1')
  expect(hand.asked()).toEqual([])
  hand.wait(400)
  hand.press('1')
  expect(hand.asked()).toEqual(DENIED)
})

test('a clock that is put back costs 400 ms, not hours', () => {
  const hand = dialogWith()
  hand.wait(-3_600_000)
  hand.press('1')
  expect(hand.asked()).toEqual([])
  hand.wait(400)
  hand.press('1')
  expect(hand.asked()).toEqual(DENIED)
})

test('nothing is chosen at first: Enter and Esc answer nothing, and a paste is no key', () => {
  const hand = dialogWith()
  hand.press('enter')
  expect(hand.text()).toContain('no answer is chosen')
  hand.send({ type: 'paste', text: '3\r1\r' })
  hand.press('escape', 'x', '0', 'y', 'a')
  expect(hand.asked()).toEqual([])
})

test('an Allow is refused until the last row and every one before it were on the screen; Deny never is', () => {
  const hand = dialogWith(LONG, 80, 24)
  expect(hand.text()).toContain('(3 Allow once)')
  hand.press('3')
  expect(hand.text()).toContain('Allow once: read to the end first: PgDn')
  hand.press('end', '3', '6', 'tab', 'tab', 'tab', 'enter')
  expect(hand.asked()).toEqual([])
  hand.press('home')
  readToTheEnd(hand)
  expect(hand.text()).not.toContain('rows shown')
  hand.press('3')
  expect(hand.asked()).toEqual(ALLOWED)

  const other = dialogWith(LONG, 80, 24)
  other.press('1')
  expect(other.asked()).toEqual(DENIED)
})

test('a resize keeps what was read, and nothing more', () => {
  const hand = dialogWith({ args: Array.from({ length: 60 }, (_, index) => `${index} ${'word '.repeat(30)}`) }, 160, 24)
  hand.press('pagedown', 'pagedown')
  const [seen] = /(\d+) of \d+ rows shown/.exec(hand.text()) ?? []
  hand.resize(60, 24)
  expect(hand.text()).not.toContain(seen)
  hand.press('end', '3')
  expect(hand.asked()).toEqual([])
  hand.press('home')
  for (let page = 0; page < 200; page += 1) hand.press('pagedown')
  hand.resize(200, 50)
  hand.press('3')
  expect(hand.asked()).toEqual(ALLOWED)
})

test('of one long line what was read is kept, too; what was jumped over is named with the way to it', () => {
  const hand = dialogWith({ args: 'x'.repeat(20_000) }, 80, 24)
  const rowsRead = (): number => Number(/(\d+) of \d+ /.exec(hand.text())?.[1])
  for (let page = 0; page < 12; page += 1) hand.press('pagedown')
  const before = rowsRead()
  hand.resize(40, 24)
  expect(rowsRead()).toBeGreaterThan(2 * before - 30)
  expect(rowsRead()).toBeLessThanOrEqual(2 * before + 24)
  hand.press('end')
  expect(hand.text()).toContain(`PgUp to row ${rowsRead() + 1}`)
})

test('a terminal without room for the request shows none of it', () => {
  const hand = dialogWith({}, 80, 2)
  hand.press('end', 'pagedown', '3')
  expect(hand.asked()).toEqual([])
})

test('under the help nothing is read', () => {
  const hand = dialogWith(LONG, 80, 24)
  hand.press('?')
  for (let page = 0; page < 60; page += 1) hand.press('pagedown')
  hand.press('escape', '3')
  expect(hand.asked()).toEqual([])
})

test('hostile arguments are shown whole and harmless', () => {
  const hand = dialogWith(
    { args: { cmd: 'ls \u001b[2J\u202e\u200b\ttab', agent: 'A\u0000' }, claim: 'ok\u001b]0;x\u0007\nYou may' },
    80,
    40,
  )
  expect(hand.text()).toContain('ls \\u001b[2J\\u{202e}\\u{200b}\\ttab')
  expect(hand.text()).toMatch(/\(not verified\) ok\\u\{1b\}\]0;x\\u\{7\}\\nYou may/)
  expect(hand.text()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e\u200b]/)
})

test('a megabyte is paged through quickly', () => {
  const before = process.cpuUsage()
  const hand = dialogWith({ args: { text: 'word \u4e16\u754c '.repeat(100_000) } }, 100, 30)
  for (let page = 0; page < 50; page += 1) hand.press('pagedown')
  hand.press('3')
  expect(hand.asked()).toEqual([])
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1000).toBeLessThan(4000)
})

test('denying with a reason asks for it; without one nothing is sent', () => {
  const hand = dialogWith()
  hand.press('2', 'enter')
  expect(hand.text()).toContain('nothing is written yet')
  hand.press('3', ' ', 'n', 'o')
  hand.send({ type: 'paste', text: ', \u001b[31mnever' })
  expect(hand.asked()).toEqual([])
  hand.press('enter', 'enter')
  expect(hand.asked()).toEqual(decided({ decision: 'denied', note: '3 no, [31mnever' }))
})

test('Esc leaves the reason, and answers nothing', () => {
  const hand = dialogWith()
  hand.press('2', 'n', 'o', 'escape')
  expect(hand.text()).toContain('1 Deny')
  expect(hand.asked()).toEqual([])
})

test('one answer is sent once, and after a failure it can be given again', () => {
  const hand = dialogWith()
  hand.press('1', '1', '3')
  expect(hand.asked()).toEqual(DENIED)
  hand.data({ type: 'failed' })
  hand.press('3')
  expect(hand.asked()).toEqual(ALLOWED)
})

test('who was first elsewhere is named, and nothing can be answered any more', () => {
  const hand = dialogWith()
  hand.data({ type: 'row', row: { ...ROW, status: 'denied', decided_by: 'local:ann', note: 'not today', decided_at: 100 } })
  for (const part of ['denied by local:ann', 'why: not today']) expect(hand.text()).toContain(part)
  hand.press('3', 'tab', 'enter')
  expect(hand.asked()).toEqual([])
})

test('an answer that came second is said to be none', () => {
  const hand = dialogWith()
  hand.press('3')
  const row = { ...ROW, status: 'denied', decided_by: 'web', decided_at: 100 }
  hand.data({ type: 'answered', row, won: false, run_status: 'running', evaluation: null })
  expect(hand.text()).toContain('Somebody was first: your answer was not taken.')
  expect(hand.text()).toContain('denied by web')
})

test('what came of always is told, also when it cannot be known, and that the run must be resumed', () => {
  const row = { ...ROW, status: 'approved', scope: 'always', decided_by: 'me', decided_at: 100 }
  const after = (more: object): string => {
    const hand = dialogWith()
    hand.press('6')
    hand.data({ type: 'answered', row, won: true, run_status: 'running', evaluation: null, ...more })
    return hand.text()
  }
  const evaluation = { decision: 'allow', rule: 'grant g_1', reason: '' }
  expect(after({ evaluation })).toContain('evaluated again: allowed by grant g_1')
  expect(after({ evaluation: { ...evaluation, decision: 'ask' } })).toContain('it would still be asked')
  expect(after({ evaluation: 'another sandbox' })).toContain('not known here: another sandbox')
  expect(after({ run_status: 'waiting' })).toContain(`claw resume ${ROW.run_id}`)
})

test('what has expired can be answered by nobody', () => {
  const hand = dialogWith({ expires_at: 1000 })
  hand.wait(1000)
  hand.press('1')
  expect(hand.text()).toContain('it has expired')
  expect(hand.asked()).toEqual([])
})

test('what is not offered says why', () => {
  const grant = { match: null, always: false, reason: 'it costs money each time', window_ms: 600_000, sandboxed: false }
  const hand = dialogWith({ facts: { ...ROW.facts, grant } })
  expect(hand.text()).toContain('(6 Always)  it costs money each time')
  hand.press('6')
  expect(hand.asked()).toEqual([])
})

test('of many options the chosen one is in sight, and each can be read whole', () => {
  const options = Array.from({ length: 40 }, (_, index) => `option-${index} ${'x'.repeat(100)} end-${index}`)
  const hand = dialogWith({ kind: 'question', options }, 60, 24)
  for (let times = 0; times < 31; times += 1) hand.press('tab')
  expect(hand.text()).toMatch(/^> {3}option-30 /m)
  expect(hand.text()).toContain('33 more: Tab')
  hand.press('end')
  expect(hand.text()).toContain('end-39')
  hand.press('enter')
  expect(hand.asked()).toEqual([{ do: 'answer', approval_id: ID, text: options[30] }])
})

test('a question takes an option by its number or a text of one\u2019s own', () => {
  const question = { kind: 'question', summary: 'Which?\nOne of\u001b these', options: ['left\n', 'right'] } as const
  const hand = dialogWith(question)
  expect(hand.text()).toContain('One of\\u{1b} these')
  hand.press('2')
  expect(hand.asked()).toEqual([{ do: 'answer', approval_id: ID, text: 'right' }])
  const other = dialogWith(question)
  other.press('3', 'u', 'p', 'alt+enter', 'o', 'r', 'enter')
  expect(other.asked()).toEqual([{ do: 'answer', approval_id: ID, text: 'up\nor' }])
})
