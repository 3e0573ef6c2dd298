import { expect, test } from 'vitest'
import { EMPTY_LIST, reduceList } from '../../../src/view/menu/parts/list.ts'
import { openMenu } from '../../../src/view/menu/reduce-menu.ts'
import { AROUND, after, press, screenText } from '../../helpers/menu-keys.ts'

const paste = (text: string) => ({ type: 'paste', text }) as const
const HOSTILE = `x\u001b[2J\u001b]0;owned\u0007\u202ey\u200b\n${'z'.repeat(100_000)}`
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/

test('what is pasted after a colon or into a filter acts on no terminal, and has an end', () => {
  const command = after(openMenu({ to: 'agents' }, AROUND).state, press(':'), paste(HOSTILE))
  const told = after(command.state, press('enter'))
  for (const { state } of [command, told]) {
    expect(screenText(state)).toContain('x[2J]0;ownedy z')
    expect(screenText(state)).not.toMatch(UNSEEN)
    expect(JSON.stringify(state).length).toBeLessThan(10_000)
  }
  const filter = reduceList({ ...EMPTY_LIST, filtering: true }, paste(HOSTILE), [])?.filter
  expect(filter).toMatch(/^x\[2J\]0;ownedy z{100,500}$/)
})

test('the terminal is given back, and drawn anew, from in front of a screen, too', () => {
  for (const open of ['?', ':']) {
    const { state } = after(openMenu({ to: 'agents' }, AROUND).state, press(open))
    expect(after(state, press('ctrl+z'))).toMatchObject({ terminal: 'suspend', state: { overlay: state.overlay } })
    expect(after(state, press('ctrl+l'))).toMatchObject({ terminal: 'redraw', state: { overlay: state.overlay } })
    expect(after(state, press('ctrl+c')).state.overlay).toBeNull()
  }
})
