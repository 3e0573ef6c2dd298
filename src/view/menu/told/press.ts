import type { MenuMessage } from '../menu-state.ts'

/** A key as the terminal would give it. */
export function press(name: string): MenuMessage {
  return { type: 'key', key: { name, text: [...name].length === 1 ? name : name === 'space' ? ' ' : '' } }
}
