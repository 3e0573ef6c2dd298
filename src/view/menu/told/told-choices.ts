import { keyLabel } from '../key-label.ts'
import { keysNow } from '../keys-now.ts'
import type { MenuMessage, MenuState } from '../menu-state.ts'
import type { TableBlock } from '../screen-view.ts'
import { press } from './press.ts'
import { firstRow, MAX_ROWS } from './tell-blocks.ts'

/** Something that can be chosen by its number. */
export interface ToldChoice {
  readonly number: number
  readonly label: string
  /** Empty: the screen says it itself. */
  readonly said: string
  /** Why it cannot be chosen now; empty: it can. */
  readonly refused: string
  /** What the menu is told when it is chosen. */
  readonly messages: readonly MenuMessage[]
}

/** Keys that only move about what is seen have no meaning for what is heard, and those of the terminal none without one. */
const UNHEARD =
  /^(list\.(up|down|page-up|page-down|first|last)|pane\.|edit\.|filter\.(erase|backspace)|form\.(next|enter|up|down|left|right)|menu\.(redraw|suspend|help|command))/

/** The rows of the table, then the keys of the screen, which keep their numbers when rows come and go. */
export function toldChoices(state: MenuState, table: TableBlock | null): readonly ToldChoice[] {
  const first = table === null ? 0 : firstRow(table)
  const rows = (table?.rows ?? [])
    .slice(first, first + MAX_ROWS)
    .map((_, index) => ({ number: index + 1, label: '', said: '', refused: '', messages: toRow(first + index) }))
  const keys = keysNow(state)
    .filter(({ action }) => !UNHEARD.test(action))
    .map(({ action, keys: names, label, help, refused }, index) => ({
      number: (table === null ? 0 : MAX_ROWS) + index + 1,
      label,
      said: /^choose\.\d/.test(action) ? '' : `${label} (${keyLabel(names[0] ?? '')}): ${help}`,
      refused,
      messages: [press(names[0] ?? '')],
    }))
  return [...rows, ...keys, ...pages(table, keys.at(-1)?.number ?? MAX_ROWS)]
}

/** The rows before and after those that are told. */
function pages(table: TableBlock | null, after: number): ToldChoice[] {
  if (table === null || table.rows.length <= MAX_ROWS) return []
  const first = firstRow(table)
  const last = first + MAX_ROWS >= table.rows.length
  return [
    {
      number: after + 1,
      label: 'rows after these',
      said: 'rows after these',
      refused: last ? 'these are the last' : '',
      messages: last ? [] : toRow(first + MAX_ROWS),
    },
    {
      number: after + 2,
      label: 'rows before these',
      said: 'rows before these',
      refused: first === 0 ? 'these are the first' : '',
      messages: toRow(Math.max(0, first - MAX_ROWS)),
    },
  ]
}

function toRow(index: number): MenuMessage[] {
  return [press('home'), ...Array.from({ length: index }, () => press('down'))]
}
