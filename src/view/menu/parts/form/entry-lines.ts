import { visibleLine } from '../../../shown-text.ts'
import { type Line, line, type Span, span } from '../../span.ts'
import { editorView } from '../editor/editor-view.ts'
import type { Field, FieldOption } from './field.ts'
import type { Entry } from './form-state.ts'

export interface EntryLines {
  readonly lines: readonly Line[]
  readonly cursor: { readonly line: number; readonly column: number }
}

const ROWS = { focused: 8, other: 3 }
const SHOWN_PATHS = 5
const AT_START = { line: 0, column: 0 }

/** What is filled in, as it is shown; the cursor where it goes on. */
export function entryLines(field: Field, entry: Entry, columns: number, focused: boolean): EntryLines {
  switch (entry.is) {
    case 'text':
      return field.kind === 'secret' ? secretLines(entry) : textLines(field, entry, columns, focused)
    case 'one':
      return { lines: [oneLine(field.kind === 'choice' ? field.options : [], entry.value, focused)], cursor: AT_START }
    case 'many':
      return manyLines(field.kind === 'several' ? field.options : [], entry, focused)
    case 'yes':
      return { lines: [line(entry.yes ? '[x] yes' : '[ ] no')], cursor: { line: 0, column: 1 } }
    default:
      return entry satisfies never
  }
}

// Not even its length.
function secretLines({ editor }: Extract<Entry, { is: 'text' }>): EntryLines {
  return editor.text === ''
    ? { lines: [line(span('(not shown while you type)', 'dim'))], cursor: AT_START }
    : { lines: [line('••••••••', span(' filled in', 'dim'))], cursor: { line: 0, column: 8 } }
}

function textLines(field: Field, { editor }: Extract<Entry, { is: 'text' }>, columns: number, focused: boolean): EntryLines {
  const placeholder = 'placeholder' in field ? (field.placeholder ?? '') : ''
  if (editor.text === '')
    return { lines: [line(span(placeholder === '' && !focused ? '-' : visibleLine(placeholder), 'dim'))], cursor: AT_START }
  const { lines, cursor, more } = editorView(editor, columns, focused ? ROWS.focused : ROWS.other)
  const hidden = more.above || more.below ? [line(span(`(${editor.text.split('\n').length} lines in all)`, 'dim'))] : []
  const note = editor.note === '' ? [] : [line(span(`note: ${editor.note}`, 'warn'))]
  return {
    lines: [...lines, ...hidden, ...(focused ? [...note, ...pathLines(editor.completing)] : [])],
    cursor: { line: cursor.row, column: cursor.column },
  }
}

/** The candidates around the marked one. */
export function pathLines(completing: { readonly paths: readonly string[]; readonly index: number } | null): Line[] {
  const { paths = [], index = 0 } = completing ?? {}
  const top = Math.max(0, Math.min(index - 2, paths.length - SHOWN_PATHS))
  const shown = paths.slice(top, top + SHOWN_PATHS).map((path, at) => pathLine(path, top + at === index))
  const rest = paths.length - top - shown.length
  return rest > 0 ? [...shown, line(span(`  ${rest} more`, 'dim'))] : shown
}

function pathLine(path: string, marked: boolean): Line {
  return marked ? line(span('> ', 'accent'), span(visibleLine(path), 'strong')) : line('  ', span(visibleLine(path), 'dim'))
}

function oneLine(options: readonly FieldOption[], value: string, focused: boolean): Line {
  const at = options.findIndex((option) => option.value === value)
  const shown = visibleLine(labelOf(options[at] ?? { value }))
  return focused ? line(span('< ', 'accent'), shown, span(' >', 'accent'), span(`  ${at + 1} of ${options.length}`, 'dim')) : line(shown)
}

function manyLines(options: readonly FieldOption[], { values, at }: Extract<Entry, { is: 'many' }>, focused: boolean): EntryLines {
  if (!focused) {
    const named = options.filter(({ value }) => values.includes(value)).map(labelOf)
    return { lines: [named.length === 0 ? line(span('none', 'dim')) : line(visibleLine(named.join(', ')))], cursor: AT_START }
  }
  const box = (option: FieldOption, index: number): Span[] => {
    const text = `${values.includes(option.value) ? '[x]' : '[ ]'} ${visibleLine(labelOf(option))}`
    return [span(text, index === at ? 'strong' : 'plain')]
  }
  return { lines: options.map(box), cursor: { line: at, column: 1 } }
}

function labelOf({ value, label = value }: FieldOption): string {
  return label
}
