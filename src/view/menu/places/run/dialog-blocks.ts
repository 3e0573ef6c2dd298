import { visibleLine } from '../../../shown-text.ts'
import { editorView } from '../../parts/editor/editor-view.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { line, span } from '../../span.ts'
import type { ChooseDialog, InputDialog, RunDialog } from './run-dialog.ts'

/** A question in the place of the view that it was asked from. */
export function dialogBlocks(dialog: RunDialog, { columns }: ScreenContext): Block[] {
  const title: Block = { kind: 'rule', title: visibleLine(dialog.title) }
  switch (dialog.type) {
    case 'choose':
      return [title, ...chooseBlocks(dialog)]
    case 'input':
      return [title, ...inputBlocks(dialog, columns)]
    case 'report':
      return [title, { kind: 'text', id: 'report', lines: dialog.lines, wrap: true, grow: true, top: dialog.pane.top }]
    default:
      return dialog satisfies never
  }
}

function chooseBlocks({ lines, choices, chosen }: ChooseDialog): Block[] {
  return [
    { kind: 'text', lines, wrap: true },
    {
      kind: 'table',
      columns: [{ title: '' }, { title: '', flexible: true }],
      rows: choices.map(({ label, what, refused }) => ({
        id: label,
        cells: [
          line(span(visibleLine(label), refused === '' ? 'plain' : 'dim')),
          line(span(refused === '' ? what : `(${refused})`, 'dim')),
        ],
      })),
      chosen,
      empty: [],
    },
  ]
}

const INPUT_ROWS = 5

function inputBlocks({ lines, editor, problem }: InputDialog, columns: number): Block[] {
  const view = editorView(editor, columns - 1, INPUT_ROWS)
  return [
    { kind: 'text', lines, wrap: true },
    { kind: 'text', lines: view.lines, cursor: { line: view.cursor.row, column: view.cursor.column } },
    { kind: 'text', lines: problem === '' ? [] : [line(span(visibleLine(problem), 'bad'))], wrap: true },
  ]
}
