import { formatAge, plural } from '../../../format.ts'
import type { ApprovalRow } from '../../../rows.ts'
import { visibleLine } from '../../../shown-text.ts'
import { lineWidth } from '../../line-width.ts'
import { editorView } from '../../parts/editor/editor-view.ts'
import { isReadWhole } from '../../parts/read-through.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, type Span, span } from '../../span.ts'
import { timeLeft } from '../approvals/time-left.ts'
import { answeredLines } from './answered-lines.ts'
import { type ApprovalState, paneId } from './approval-state.ts'
import { type DialogChoice, dialogChoices, READ_FIRST } from './dialog-choices.ts'

/** From so many rows on there is room for a line each. */
const ROOMY = 20
const WRITING_ROWS = 5
/** As many as an approval has answers. */
const FEW = 6

/** The request, how much of it was read, and what can be said to it. */
export function approvalBlocks(state: ApprovalState, context: ScreenContext): Block[] {
  const { row, lines, pane, answered } = state
  if (row === null) return [{ kind: 'text', lines: [line(span('looking...', 'dim'))] }]
  const roomy = context.rows >= ROOMY
  return [
    ...(roomy ? [{ kind: 'text', lines: [headLine(row, context.now)] } as const] : []),
    { kind: 'text', id: paneId(state), lines, wrap: 'flush', grow: true, top: pane.top },
    { kind: 'rule', title: ruleTitle(state, row) },
    row.status !== 'pending' || answered !== null
      ? { kind: 'text', wrap: true, lines: answeredLines(row, answered, context.now) }
      : answerBlock(state, context, roomy),
  ]
}

function headLine(row: ApprovalRow, now: number): Line {
  const { run_id, subtask_id, approval_id, created_at, status } = row
  const step = subtask_id === null ? '' : ` ${visibleLine(subtask_id)}`
  const left = status === 'pending' ? timeLeft({ ...row, answer_within_ms: row.facts.answer_within_ms }, now) : ''
  return line(
    span(`${approval_id}  run ${run_id.slice(0, 8)}${step}  asked ${formatAge(created_at, now)}`, 'dim'),
    ...(left === '' ? [] : [span(`  ${left} left`, 'warn')]),
  )
}

function ruleTitle({ row, read, pane }: ApprovalState, { kind, status }: ApprovalRow): string {
  if (row === null || status !== 'pending') return 'what was answered'
  if (kind === 'question') return 'your answer'
  if (isReadWhole(read) || read.total < 0) return 'your answer'
  const way = (pane.shown?.top ?? 0) > read.rows ? `PgUp to row ${read.rows + 1}` : 'PgDn reads on'
  return `${way}: ${read.rows} of ${plural(read.total, 'row')} shown`
}

function answerBlock(state: ApprovalState, context: ScreenContext, roomy: boolean): Block {
  if (state.text !== null) return writingBlock(state, context)
  const offered = dialogChoices(state).map((choice) => (roomy ? choice : { ...choice, label: choice.label.replace(/^Allow for/, 'for') }))
  const choices = offered.map((choice, index) => choiceSpans(choice, index, state.chosen === index))
  if (!roomy && choices.length <= FEW) return { kind: 'text', lines: flowing(choices, context.columns) }
  return {
    kind: 'text',
    lines: around(
      choices.map((spans, index) => [...spans, ...reasonSpans(offered[index])]),
      state.chosen,
      context.rows,
    ),
  }
}

/** Of many options those around the chosen one. */
function around(lines: readonly Line[], chosen: number, rows: number): readonly Line[] {
  const most = rows >= ROOMY ? Math.max(FEW, Math.floor(rows / 3)) : 3
  if (lines.length <= most) return lines
  const top = Math.max(0, Math.min(chosen - 1, lines.length - most))
  return [...lines.slice(top, top + most), line(span(`  ${lines.length - most} more: Tab`, 'dim'))]
}

function writingBlock({ text, row }: ApprovalState, { columns }: ScreenContext): Block {
  const asked = row?.kind === 'question' ? 'Your answer (Alt-Enter: a new line)' : 'Why not? The agent is told (Alt-Enter: a new line)'
  const { lines, cursor } = text === null ? { lines: [], cursor: { row: 0, column: 0 } } : editorView(text, columns, WRITING_ROWS)
  return { kind: 'text', lines: [line(span(asked, 'accent')), ...lines], cursor: { line: cursor.row + 1, column: cursor.column } }
}

// A mark and brackets say what the colour says.
function choiceSpans({ label, refused }: DialogChoice, index: number, chosen: boolean): Line {
  const mark = span(chosen ? '> ' : '  ', 'accent')
  const number = index < 9 ? `${index + 1}` : ' '
  if (refused !== '') return [mark, span(`(${number} ${label})`, 'dim')]
  return [mark, span(number, 'accent'), span(` ${label}`, chosen ? 'strong' : 'plain')]
}

// What the rule above says is not said for each.
function reasonSpans(choice: DialogChoice | undefined): Span[] {
  return choice === undefined || ['', READ_FIRST].includes(choice.refused) ? [] : [span(`  ${choice.refused}`, 'dim')]
}

function flowing(parts: readonly Line[], columns: number): Line[] {
  const lines: Line[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last !== undefined && lineWidth(last) + 1 + lineWidth(part) <= columns) lines[lines.length - 1] = [...last, span(' '), ...part]
    else lines.push(part)
  }
  return lines
}
