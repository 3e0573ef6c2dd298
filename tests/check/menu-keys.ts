import { readFileSync } from 'node:fs'
import { COMMAND_KEYS, GLOBAL_KEYS, HELP_KEYS } from '../../src/view/menu/global-keys.ts'
import { keyLabel } from '../../src/view/menu/key-label.ts'
import type { KeyRow } from '../../src/view/menu/key-row.ts'
import { EDITOR_KEYS } from '../../src/view/menu/parts/editor/editor-keys.ts'
import { FORM_ROWS } from '../../src/view/menu/parts/form/form-keys.ts'
import { FILTER_KEYS, LIST_KEYS } from '../../src/view/menu/parts/list.ts'
import { PANE_KEYS } from '../../src/view/menu/parts/pane.ts'
import { PLACES } from '../../src/view/menu/places.ts'
import { table } from './cli-page.ts'
import { withPart } from './with-part.ts'

const SHARED: readonly (readonly [title: string, rows: readonly KeyRow[]])[] = [
  ['Everywhere', GLOBAL_KEYS],
  ['In a table', LIST_KEYS],
  ['While a filter is typed', FILTER_KEYS],
  ['In a text that scrolls', PANE_KEYS],
  ['In a text that is typed', EDITOR_KEYS],
  ['In a form', FORM_ROWS.filter((row) => !EDITOR_KEYS.some((known) => known === row))],
  ['After `:`', COMMAND_KEYS],
  ['In the help', HELP_KEYS],
]

/** docs/MENU.md, its key tables made anew from those that answer the keys. */
export function menuPage(): string {
  return withPart(readFileSync(new URL('../../docs/MENU.md', import.meta.url), 'utf8'), 'keys', keyTables())
}

function keyTables(): string {
  const shared = SHARED.map(([title, rows]) => section(title, rows))
  const own = Object.values(PLACES).map(({ title, keys }) => section(title, keys.filter(isOwn)))
  return [...shared, ...own.filter((text) => text !== '')].join('\n\n')
}

function isOwn(row: KeyRow): boolean {
  return !SHARED.some(([, rows]) => rows.some(({ action, help }) => action === row.action && help === row.help))
}

function section(title: string, rows: readonly KeyRow[]): string {
  const lines = [...new Set(rows.map((row) => JSON.stringify([namesOf(row), row.mode ?? '', row.help])))].map(
    (text) => JSON.parse(text) as string[],
  )
  if (lines.length === 0) return ''
  const moded = lines.some(([, mode]) => mode !== '')
  const shown = moded ? lines : lines.map(([keys = '', , help = '']) => [keys, help])
  return `### ${title}\n\n${table(moded ? ['Key', 'While', ''] : ['Key', ''], shown)}`
}

function namesOf({ keys }: KeyRow): string {
  return keys.map((key) => `\`${keyLabel(key)}\``).join(' ')
}
