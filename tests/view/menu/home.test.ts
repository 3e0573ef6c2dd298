import { expect, it } from 'vitest'
import { charKey } from '../../../src/view/menu/key.ts'
import { menuFrame } from '../../../src/view/menu/menu-frame.ts'
import type { MenuMessage, MenuState, MenuStep } from '../../../src/view/menu/menu-state.ts'
import { matchPaths } from '../../../src/view/menu/parts/editor/match-paths.ts'
import type { HomeData } from '../../../src/view/menu/places/home/home-io.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { textWidth } from '../../../src/view/text-width.ts'

const FACTS = { engine: 'rules', running: null, waiting: null }
const opened = (columns = 80, rows = 24): MenuStep => openMenu({ to: 'home' }, { columns, rows, now: 0, facts: FACTS })
const key = (name: string): MenuMessage => ({ type: 'key', key: [...name].length === 1 ? charKey(name) : { name, text: '' } })
const typed = (text: string): MenuMessage[] => Array.from(text, (char) => ({ type: 'key', key: charKey(char) }))
const data = (of: HomeData): MenuMessage => ({ type: 'data', screen: 1, data: of })
const after = (state: MenuState, messages: readonly MenuMessage[]): MenuStep =>
  messages.reduce<MenuStep>((step, message) => reduceMenu(step.state, message), { state, effects: [], closed: [], terminal: null })
const text = ({ state }: MenuStep): string => menuFrame(state).lines.map(plainText).join('\n')
const CHOICES: HomeData = {
  type: 'choices',
  choices: {
    agents: [{ agent_id: 'file-analyst', status: 'active' }],
    providers: ['rules', 'openai'],
    presets: ['readonly', 'workspace'],
    modes: ['deny', 'web'],
    rules: ['off', 'all'],
    tools: ['file_io', 'terminal'],
    tags: [],
    configured: { provider: 'rules', model: 'none', policy: 'workspace', create: 'interactive', api: 'interactive', rules: 'read-only' },
  },
}

it('starts what was written, once, with the options that were chosen', () => {
  const asked = after(opened().state, [...typed('count: all?'), key('ctrl+o')])
  expect(asked.effects).toEqual([{ screen: 1, place: 'home', effect: { do: 'choices' } }])
  const chosen = after(asked.state, [data(CHOICES), key('right'), key('tab'), key('tab'), key('tab'), key('right'), key('ctrl+s')])
  expect(text(chosen)).toContain('agent file-analyst, policy readonly')
  const started = after(chosen.state, [key('enter')])
  expect(started.effects).toMatchObject([
    {
      effect: {
        do: 'start',
        written: 'count: all?',
        request: { task: 'count: all?', agent_id: 'file-analyst', flags: { policy: 'readonly' } },
      },
    },
  ])
  const again = after(started.state, [key('enter')])
  expect(again.effects).toEqual([])
  expect(text(again)).toContain('the run is being started')
  const there = after(again.state, [data({ type: 'started', run_id: 'abcdef012345', task: 'count: all?' })])
  expect(there.state.stack.at(-1)?.screen.destination).toEqual({ to: 'run', run_id: 'abcdef012345' })
  const back = { ...there.state, stack: there.state.stack.slice(0, 1) }
  expect(text(after(back, [{ type: 'tick', now: 1 }, key('up')]))).toContain('> count: all?')
})

it('an empty line starts nothing, and keeps ? and : for the menu', () => {
  expect(after(opened().state, [key('enter')]).effects).toEqual([])
  expect(text(after(opened().state, [key('?')]))).toContain('Start the run')
  expect(after(opened().state, [key(':')]).state.overlay).toMatchObject({ type: 'command' })
  expect(text(after(opened().state, typed('why: x?')))).toContain('> why: x?')
})

it('offers what can be planned where a task could not be, to be taken into the line', () => {
  const watched = after(opened().state, [...typed('sing'), key('enter'), data({ type: 'started', run_id: 'abcdef012345', task: 'sing' })])
  const home = { ...watched.state, stack: watched.state.stack.slice(0, 1) }
  const looks = after(home, [{ type: 'tick', now: 5 }])
  expect(looks.effects.map(({ effect }) => effect)).toContainEqual({ do: 'outcome', run_id: 'abcdef012345' })
  const told = after(home, [data({ type: 'outcome', run_id: 'abcdef012345', status: 'failed', suggestions: ['count\u202e files'] })])
  expect(text(told)).toContain('count\\u{202e} files')
  expect(text(after(told.state, [key('tab'), key('enter')]))).toContain('> count files')
})

it('goes to a place below the line and back', () => {
  const there = after(opened().state, [key('down'), key('end'), key('enter')])
  expect(there.state.stack.at(-1)?.screen.destination.to).not.toBe('home')
  expect(text(after(opened().state, [key('tab'), key('up'), ...typed('q')]))).toContain('> q')
})

it('fits 40 by 10 with a long task and candidates', () => {
  const long = after(opened(40, 10).state, [
    { type: 'paste', text: 'a long task of many words that goes on and on\n'.repeat(50) },
    ...typed('@s'),
    data({ type: 'paths', query: 's', paths: ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts'], for: 'task' }),
  ])
  const { lines, cursor } = menuFrame(long.state)
  expect(lines).toHaveLength(9)
  for (const line of lines) expect(textWidth(plainText(line))).toBeLessThanOrEqual(40)
  expect(text(long)).toMatch(/@s\n[\s\S]*> src\/a\.ts/)
  expect(plainText(lines[cursor?.row ?? 0] ?? [])).toContain('@s')
})

it('finds paths: those that begin so first, of 50 000 in a moment', () => {
  const paths = ['docs/src.md', 'src/', 'lib/src/x.ts', 'a-s-r-c', 'none']
  expect(matchPaths('src/', paths, 9)).toEqual(['lib/src/x.ts'])
  expect(matchPaths('src', paths, 9)).toEqual(['src/', 'docs/src.md', 'lib/src/x.ts', 'a-s-r-c'])
  expect(matchPaths('a', ['a\u001b[2J', 'a\nb', 'ab'], 9)).toEqual(['ab'])
  const many = Array.from({ length: 50_000 }, (_, index) => `packages/part-${index % 97}/src/file-${index}.ts`)
  const began = performance.now()
  expect(matchPaths('file-4999', many, 50)[0]).toMatch(/file-4999\.ts$/)
  expect(performance.now() - began).toBeLessThan(2000)
})
