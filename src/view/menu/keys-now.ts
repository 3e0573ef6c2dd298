import { GLOBAL_KEYS } from './global-keys.ts'
import type { LiveKey } from './key-row.ts'
import type { MenuState } from './menu-state.ts'
import type { Typing } from './screen.ts'

/** Every key that does something now: those of the screen, then those that hold everywhere, as far as the screen leaves them. */
export function keysNow({ stack }: MenuState): readonly LiveKey[] {
  const screen = stack.at(-1)?.screen
  const own = screen?.keys() ?? []
  const taken = new Set(own.flatMap(({ keys }) => keys))
  // While a text is typed, characters belong to it.
  const free = (key: string): boolean => !taken.has(key) && !([...key].length === 1 && isTyped(key, screen?.typing() ?? false))
  const global = GLOBAL_KEYS.map((row) => ({ ...row, keys: row.keys.filter(free), refused: refusedHere(row.action, stack) }))
  return [...own, ...global.filter(({ keys }) => keys.length > 0)]
}

/** Whether a character goes into the text of the screen. */
export function isTyped(name: string, typing: Typing): boolean {
  return typing === true || (typing === 'empty' && !['?', ':', '!'].includes(name))
}

function refusedHere(action: string, stack: MenuState['stack']): string {
  if (action === 'menu.back' && stack.length === 1) return 'this is the first screen'
  return action === 'menu.waiting' && stack.at(-1)?.screen.destination.to === 'approvals' ? 'you are there' : ''
}
