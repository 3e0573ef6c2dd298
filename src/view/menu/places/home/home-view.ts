import { visibleLine } from '../../../shown-text.ts'
import { editorView } from '../../parts/editor/editor-view.ts'
import { pathLines } from '../../parts/form/entry-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block, ScreenView, TableRow, TextBlock } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import { type HomeRow, type HomeState, homeRows } from './home-state.ts'
import { optionWords } from './run-options.ts'

const PROMPT = '> '
const PLACEHOLDER = 'What should be done?'
const LOW = 14
const COUNT_COLUMNS = 4

export function homeView(state: HomeState, context: ScreenContext): ScreenView {
  if (state.form !== null) return { title: 'Options of the run', blocks: [formView(state.form, context)] }
  return { title: 'Home', blocks: [lineBlock(state, context), ...noteBlocks(state, context), ...spaceBlocks(context), placesBlock(state)] }
}

/** Columns of the line where the task is written. */
export function taskColumns({ columns }: Pick<ScreenContext, 'columns'>): number {
  return Math.max(4, columns - PROMPT.length - 1)
}

function lineBlock({ editor, focus }: HomeState, context: ScreenContext): TextBlock {
  const { lines, cursor, more } = editorView(editor, taskColumns(context), Math.max(1, Math.floor(context.rows / 3)))
  const drawn = editor.text === '' ? [line(span(PLACEHOLDER, 'dim'))] : lines
  const marked = drawn.map((row, index): Line => [span(index === 0 ? (more.above ? '^ ' : PROMPT) : '  ', 'accent'), ...row])
  const at = { line: cursor.row, column: cursor.column + PROMPT.length }
  const hint = more.above || more.below ? [line(span(`  (${editor.text.split('\n').length} lines in all)`, 'dim'))] : []
  return { kind: 'text', lines: [...marked, ...hint], ...(focus === 'line' ? { cursor: at } : {}) }
}

function noteBlocks({ editor, options, starting, suggestions }: HomeState, { rows }: ScreenContext): Block[] {
  const words = optionWords(options)
  const note: TextBlock[] = editor.note === '' ? [] : [{ kind: 'text', wrap: true, lines: [line(span(`note: ${editor.note}`, 'warn'))] }]
  const lines = [
    ...(words.length === 0 ? [] : [line(span(`  ${visibleLine(words.join(', '))}`, 'accent'))]),
    ...(suggestions.length === 0 ? [] : [line(span('  That cannot be planned without a model. Perhaps:', 'warn'))]),
    ...(starting ? [line(span('  starting...', 'dim'))] : []),
    ...pathLines(editor.completing).slice(0, rows < LOW ? 3 : undefined),
  ]
  return lines.length === 0 ? note : [...note, { kind: 'text', lines }]
}

function spaceBlocks({ rows }: ScreenContext): Block[] {
  return rows < LOW ? [] : [{ kind: 'rule', title: '' }]
}

function placesBlock(state: HomeState): Block {
  const rows = homeRows(state)
  const ids = rows.map(({ id }) => id)
  return {
    kind: 'table',
    columns: [{ title: '' }, { title: '', align: 'right', optional: true }, { title: '', flexible: true }],
    rows: rows.map((row) => tableRow(row, state)),
    chosen: state.focus === 'places' ? chosenIndex(state.list, ids) : -1,
    empty: [],
  }
}

function tableRow(row: HomeRow, { counts }: HomeState): TableRow {
  if ('suggestion' in row) return { id: row.id, cells: [line(span('perhaps', 'warn')), line(), line(visibleLine(row.suggestion))] }
  const { name, what, count } = row.room
  const many = counts === null || count === undefined ? '' : count(counts)
  // As wide before the counts are there: nothing moves when they come.
  return { id: row.id, cells: [line(span(name, 'strong')), line(span(many.padStart(COUNT_COLUMNS), 'accent')), line(span(what, 'dim'))] }
}
