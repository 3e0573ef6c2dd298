import { keyLabel } from '../key-label.ts'
import { keysNow } from '../keys-now.ts'
import type { MenuMessage, MenuState } from '../menu-state.ts'
import type { TableBlock } from '../screen-view.ts'
import { MAX_ROWS } from './tell-blocks.ts'

/** Something that can be chosen by its number. */
export interface ToldChoice {
  readonly number: number
  readonly label: string
  /** Why it cannot be chosen now; empty: it can. */
  readonly refused: string
  /** What the menu is told when it is chosen. */
  readonly messages: readonly MenuMessage[]
}

/** Keys that only move about what is seen have no meaning for what is heard, and those of the terminal none without one. */
const UNHEARD = /^(list\.(up|down|page-up|page-down|first|last)|pane\.|edit\.|menu\.(redraw|suspend|help|command))/

/** The rows of the table, then the keys of the screen, which keep their numbers when rows come and go. */
export function toldChoices(state: MenuState, table: TableBlock | null): readonly ToldChoice[] {
  const rows = (table?.rows ?? [])
    .slice(0, MAX_ROWS)
    .map((_, index) => ({ number: index + 1, label: '', refused: '', messages: toRow(index) }))
  const keys = keysNow(state)
    .filter(({ action }) => !UNHEARD.test(action))
    .map(({ keys: names, label, help, refused }, index) => ({
      number: (table === null ? 0 : MAX_ROWS) + index + 1,
      label: `${label} (${keyLabel(names[0] ?? '')}): ${help}`,
      refused,
      messages: [press(names[0] ?? '')],
    }))
  return [...rows, ...keys]
}

function toRow(index: number): MenuMessage[] {
  return [press('home'), ...Array.from({ length: index }, () => press('down'))]
}

export function press(name: string): MenuMessage {
  return { type: 'key', key: { name, text: [...name].length === 1 ? name : name === 'space' ? ' ' : '' } }
}
