import { expect, test } from 'vitest'
import type { MenuMessage, MenuState } from '../../../src/view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { answerLine, type ToldAnswer } from '../../../src/view/menu/told/answer-line.ts'
import { newLines } from '../../../src/view/menu/told/new-lines.ts'
import { NOTHING_TOLD, nextTold } from '../../../src/view/menu/told/next-told.ts'
import { tellMenu } from '../../../src/view/menu/told/tell-menu.ts'

const first = (): MenuState =>
  openMenu({ to: 'doctor' }, { columns: 10_000, rows: 10_000, now: 0, facts: { engine: 'rules', running: null, waiting: null } }).state
const checked = (name: string): MenuMessage => ({
  type: 'data',
  screen: 1,
  data: { type: 'checked', check: { name, state: 'ok', required: true, detail: `${name} is there`, fix: '', duration_ms: 3 } },
})
const after = (state: MenuState, messages: readonly MenuMessage[]): MenuState =>
  messages.reduce((now, message) => reduceMenu(now, message).state, state)
const sent = (answer: ToldAnswer): readonly MenuMessage[] => (answer.type === 'send' ? answer.messages : [])

test('a table is told as numbered sentences, and a row is chosen by its number', () => {
  const state = after(first(), [checked('node'), checked('sqlite')])
  const told = tellMenu(state)
  expect(told.lines).toContain('2. sqlite, state ok, what sqlite is there, took 3ms')
  const chosen = after(state, sent(answerLine(told, '2')))
  expect(tellMenu(chosen).chosen).toContain('sqlite')
})

test('keys keep their numbers when rows come', () => {
  const one = tellMenu(after(first(), [checked('node')]))
  const two = tellMenu(after(first(), [checked('node'), checked('sqlite')]))
  const number = (told: typeof one): number | undefined => told.choices.find(({ label }) => label.startsWith('quit'))?.number
  expect(number(one)).toBe(number(two))
})

test('only what is new is told again, and a number that grows is not new', () => {
  const one = tellMenu(after(first(), [checked('node')]))
  const two = tellMenu(after(first(), [checked('node'), checked('sqlite')]))
  const say = nextTold(one, two)
  expect(say.filter((line) => line.includes('is there'))).toEqual(['2. sqlite, state ok, what sqlite is there, took 3ms'])
  expect(newLines(['took 3ms'], { lines: ['took 4ms'], text: true })).toEqual([])
  expect(nextTold(NOTHING_TOLD, one).at(-1)).toContain('Type a number')
})

test('while a text is typed, a line is that text and a number needs a point', () => {
  const state = after(first(), [checked('node'), { type: 'key', key: { name: '/', text: '/' } }])
  const told = tellMenu(state)
  expect(told.typing).toBe(true)
  expect(tellMenu(after(state, sent(answerLine(told, '12')))).lines.join()).toContain('/12')
  expect(answerLine(told, '.999').type).toBe('unknown')
})

test('a word that is no choice changes nothing and says so; an empty line tells all again', () => {
  const told = tellMenu(first())
  expect(answerLine(told, 'zz')).toMatchObject({ type: 'unknown' })
  expect(answerLine(told, '')).toEqual({ type: 'again' })
  expect(answerLine(told, 'q')).toEqual({ type: 'quit' })
})

test('of a text that is mostly new no line is left out; what is only appended is told alone', () => {
  const before = ['{', '  "a": 1', '}']
  const json = ['{', '  "b": {', '    "c": 1', '  },', '  "d": 2', '}', '']
  expect(newLines(before, { lines: json, text: true })).toEqual(json.slice(0, -1))
  expect(newLines(before, { lines: json, text: false })).not.toContain('}')
  expect(newLines(before, { lines: [...before, 'more', 'and more', 'still', 'x'], text: true })).toEqual(['more', 'and more', 'still', 'x'])
})
