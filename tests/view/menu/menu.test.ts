import { expect, test } from 'vitest'
import { charKey } from '../../../src/view/menu/key.ts'
import { menuFrame } from '../../../src/view/menu/menu-frame.ts'
import type { MenuMessage, MenuState } from '../../../src/view/menu/menu-state.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../../src/view/menu/span.ts'

const FACTS = { engine: 'rules', running: null, waiting: null }
const first = (): MenuState => openMenu({ to: 'doctor' }, { columns: 80, rows: 24, now: 0, facts: FACTS }).state
const after = (state: MenuState, ...messages: readonly MenuMessage[]): MenuState =>
  messages.reduce((now, message) => reduceMenu(now, message).state, state)
const press = (...names: readonly string[]): MenuMessage[] =>
  names.map((name) => ({ type: 'key', key: [...name].length === 1 ? charKey(name) : { name, text: '' } }))
const text = (state: MenuState): string => menuFrame(state).lines.map(plainText).join('\n')

test('a place is reached by its name and left by Esc, and what was asked for it is stopped', () => {
  const there = after(first(), ...press(':', 'd', 'o', 'enter'))
  expect(there.stack).toHaveLength(2)
  const step = reduceMenu(there, { type: 'key', key: { name: 'escape', text: '' } })
  expect(step.state.stack).toHaveLength(1)
  expect(step.closed).toEqual([there.stack[1]?.id])
})

test('a place that is not there is named with those that are', () => {
  expect(text(after(first(), ...press(':', 'x', 'enter')))).toMatch(/no place 'x': .*doctor/s)
})

test('a key that does nothing now says why, and the next key takes that away', () => {
  const refused = after(first(), ...press('r'))
  expect(text(refused)).toContain('check again: the checks are still going on')
  expect(text(after(refused, ...press('j')))).not.toContain('still going on')
})

test('while a filter is typed, letters are letters', () => {
  const state = after(first(), ...press('/', 'q', 'r', '?', ':'))
  expect(text(state)).toContain('/qr?:')
  expect(text(after(state, ...press('escape')))).not.toContain('/qr')
})

test('what comes for a screen that was left is nothing', () => {
  const data = { type: 'data', screen: 99, data: { type: 'done' } } as const
  expect(reduceMenu(first(), data).state.stack).toHaveLength(1)
})

test('the help tells every key, scrolls, and is closed by Esc', () => {
  const help = after(first(), ...press('?'))
  expect(text(help)).toContain('Run every check again.')
  expect(text(after(help, ...press('escape')))).not.toContain('Run every check again.')
})
