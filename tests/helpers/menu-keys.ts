import { charKey } from '../../src/view/menu/key.ts'
import { menuFrame } from '../../src/view/menu/menu-frame.ts'
import type { MenuMessage, MenuState, MenuStep } from '../../src/view/menu/menu-state.ts'
import { reduceMenu } from '../../src/view/menu/reduce-menu.ts'
import { plainText } from '../../src/view/menu/span.ts'

/** What surrounds a menu in a test. */
export const AROUND = { columns: 100, rows: 24, now: 0, facts: { engine: 'rules', running: null, waiting: null } }

export function press(name: string): MenuMessage {
  return { type: 'key', key: [...name].length === 1 ? charKey(name) : { name, text: '' } }
}

export function typed(text: string): MenuMessage[] {
  return [...text].map((char) => ({ type: 'key', key: charKey(char) }))
}

/** What the performer of the first screen tells it. */
export function told(data: unknown, screen = 1): MenuMessage {
  return { type: 'data', screen, data }
}

/** The menu some messages later; as in the loop, each frame tells the screens what it showed. Effects are those of the last message. */
export function after(state: MenuState, ...messages: readonly MenuMessage[]): MenuStep {
  return messages.reduce<MenuStep>(
    ({ state: now }, message) => {
      const step = reduceMenu(now, message)
      const shown = reduceMenu(step.state, { type: 'shown', shown: menuFrame(step.state).shown })
      return { ...step, state: shown.state }
    },
    { state, effects: [], closed: [], terminal: null },
  )
}

export function screenText(state: MenuState): string {
  return menuFrame(state).lines.map(plainText).join('\n')
}
