import { formatDuration } from '../format.ts'
import { type Line, line, span } from '../menu/span.ts'
import { visibleLine } from '../shown-text.ts'
import { fitText, padText, textWidth } from '../text-width.ts'
import { STATE_LOOKS, stateMark } from './state-look.ts'
import type { Trace } from './trace.ts'
import { elapsedOf, type TreeRow } from './tree-rows.ts'

/** The scale, and a bar for each row by the time that it took; `rows` as treeRows gives them. */
export interface Waterfall {
  readonly scale: Line
  readonly lines: readonly Line[]
}

const MARK_COLUMNS = 2
const LEAST_BAR = 8

export function waterfall(trace: Trace, rows: readonly TreeRow[], size: { readonly columns: number; readonly now: number }): Waterfall {
  const frame = frameOf(trace, size)
  return { scale: scaleLine(frame), lines: rows.map((row) => barLine(row, frame)) }
}

interface Frame {
  readonly now: number
  readonly from: number
  readonly total_ms: number
  readonly label: number
  readonly bars: number
}

function frameOf({ root }: Trace, { columns, now }: { readonly columns: number; readonly now: number }): Frame {
  const from = root.started_at ?? now
  const label = Math.max(6, Math.min(32, Math.floor(columns * 0.4)))
  const bars = Math.max(LEAST_BAR, columns - MARK_COLUMNS - label - 1)
  return { now, from, total_ms: Math.max(1, elapsedOf(root, now)), label, bars }
}

/** `0s` at the left end, the whole at the right, the half between them where there is room. */
function scaleLine({ total_ms, label, bars }: Frame): Line {
  const end = formatDuration(total_ms)
  const half = formatDuration(total_ms / 2)
  const left = padText('0', Math.floor(bars / 2))
  const whole = bars >= 24 ? `${left}${half}`.padEnd(bars - end.length) : '0'.padEnd(Math.max(1, bars - end.length))
  return line(span(`${' '.repeat(MARK_COLUMNS + label + 1)}${whole}${end}`, 'dim'))
}

function barLine({ node, depth }: TreeRow, frame: Frame): Line {
  const { label, bars } = frame
  const name = node.address === null ? visibleLine(node.title) : `${visibleLine(node.address)} ${visibleLine(node.title)}`
  const text = padText(fitText(`${' '.repeat(Math.min(depth, 4))}${name}`, label), label)
  if (node.started_at === null) return line(stateMark(node.state), ' ', text, ' ', span(STATE_LOOKS[node.state].word, 'dim'))
  const elapsed = elapsedOf(node, frame.now)
  const start = clamp(Math.floor(((node.started_at - frame.from) / frame.total_ms) * bars), 0, bars - 1)
  const width = clamp(Math.round((elapsed / frame.total_ms) * bars), 1, bars - start)
  const bar = (node.ended_at === null ? '▒' : '█').repeat(width)
  return line(
    stateMark(node.state),
    ' ',
    text,
    ' ',
    ' '.repeat(start),
    span(bar, STATE_LOOKS[node.state].as),
    span(timeBeside(formatDuration(elapsed), bars - start - width), 'dim'),
  )
}

function timeBeside(time: string, room: number): string {
  return textWidth(time) + 1 <= room ? ` ${time}` : ''
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
