import type { KeyRow } from '../key-row.ts'
import type { ScreenMessage } from '../screen.ts'
import { addWords } from './add-words.ts'

/** Which row of a table is chosen, by its id, so that it stays chosen when rows come and go; and the filter, while it is typed and after. */
export interface ListState {
  readonly chosen: string | null
  readonly filter: string
  readonly filtering: boolean
}

export const EMPTY_LIST: ListState = { chosen: null, filter: '', filtering: false }

/** Moving in a list, and filtering it. A screen spreads them into its own keys. */
export const LIST_KEYS: readonly KeyRow[] = [
  { action: 'list.up', keys: ['up', 'k'], label: 'up', help: 'The row above.', quiet: true },
  { action: 'list.down', keys: ['down', 'j'], label: 'down', help: 'The row below.', quiet: true },
  { action: 'list.page-up', keys: ['pageup', 'ctrl+b'], label: 'page up', help: 'A page up.', quiet: true },
  { action: 'list.page-down', keys: ['pagedown', 'ctrl+f'], label: 'page down', help: 'A page down.', quiet: true },
  { action: 'list.first', keys: ['home', 'g'], label: 'first', help: 'The first row.', quiet: true },
  { action: 'list.last', keys: ['end', 'G'], label: 'last', help: 'The last row.', quiet: true },
  { action: 'list.filter', keys: ['/'], label: 'filter', help: 'Show only rows that hold these words.' },
]

/** The mode of a screen while a filter is typed. */
export const FILTERING = 'filtering'

export const FILTER_KEYS: readonly KeyRow[] = [
  { action: 'filter.keep', keys: ['enter', 'down', 'up'], label: 'keep', help: 'Keep the filter and go to the rows.', mode: FILTERING },
  { action: 'filter.clear', keys: ['escape', 'ctrl+c'], label: 'clear', help: 'Show all rows again.', mode: FILTERING },
  { action: 'filter.erase', keys: ['ctrl+u'], label: 'erase', help: 'Delete all that was typed.', mode: FILTERING, quiet: true },
  { action: 'filter.backspace', keys: ['backspace'], label: 'delete', help: 'Delete a character.', mode: FILTERING, quiet: true },
]

const PAGE = 10

/** The list after a message that is meant for it; undefined when it is not. `ids`: the rows as they are shown, in order. */
export function reduceList(list: ListState, message: ScreenMessage<unknown>, ids: readonly string[], page = PAGE): ListState | undefined {
  if (list.filtering && message.type === 'key') return { ...list, filter: addWords(list.filter, message.key.text) }
  if (list.filtering && message.type === 'paste') return { ...list, filter: addWords(list.filter, message.text) }
  if (message.type !== 'action') return undefined
  const at = chosenIndex(list, ids)
  const to = (index: number): ListState => ({ ...list, chosen: ids[Math.max(0, Math.min(index, ids.length - 1))] ?? null })
  switch (message.action) {
    case 'list.up':
      return to(at - 1)
    case 'list.down':
      return to(at + 1)
    case 'list.page-up':
      return to(at - page)
    case 'list.page-down':
      return to(at + page)
    case 'list.first':
      return to(0)
    case 'list.last':
      return to(ids.length - 1)
    case 'list.filter':
      return { ...list, filtering: true }
    case 'filter.keep':
      return { ...list, filtering: false }
    case 'filter.clear':
      return { ...list, filtering: false, filter: '' }
    case 'filter.erase':
      return { ...list, filter: '' }
    case 'filter.backspace':
      return { ...list, filter: [...list.filter].slice(0, -1).join('') }
    default:
      return undefined
  }
}

/** Index of the chosen row; the first one when it has gone, -1 when there are none. */
export function chosenIndex(list: ListState, ids: readonly string[]): number {
  if (ids.length === 0) return -1
  return Math.max(0, list.chosen === null ? 0 : ids.indexOf(list.chosen))
}

/** Whether a row holds every word of the filter, in any case. */
export function passesFilter(filter: string, text: string): boolean {
  const held = text.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word))
}
