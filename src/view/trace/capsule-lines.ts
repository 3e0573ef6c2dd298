import { formatDuration } from '../format.ts'
import { type Line, line, span } from '../menu/span.ts'
import { visibleLine } from '../shown-text.ts'
import { fitText, padText, textWidth } from '../text-width.ts'
import type { CapsuleRow } from './capsule-rows.ts'
import { STATE_LOOKS, stateMark, stateWord } from './state-look.ts'
import { tokenText } from './token-text.ts'

const NARROW = 80
const AGENT_COLUMNS = 18
const WORD_COLUMNS = Math.max(...Object.values(STATE_LOOKS).map(({ word }) => word.length))

/** A line for each capsule; what does not fit is cut with an ellipsis, silence never is. */
export function capsuleLines(rows: readonly CapsuleRow[], columns: number): Line[] {
  return rows.map((row) => (columns < NARROW ? narrowLine(row, columns) : wideLine(row, columns)))
}

function wideLine(row: CapsuleRow, columns: number): Line {
  const head = `${padText(fitText(visibleLine(row.agent || row.title), AGENT_COLUMNS), AGENT_COLUMNS)}  `
  const facts = [formatDuration(row.elapsed_ms).padStart(7), tokenText(row.input_tokens, row.output_tokens).padStart(11)].join(' ')
  const silence = row.silence === '' ? '' : `  ${row.silence}`
  const room = columns - WORD_COLUMNS - textWidth(head) - textWidth(facts) - textWidth(silence) - MARK_COLUMNS
  const action = padText(fitText(visibleLine(row.action || row.title), Math.max(0, room)), Math.max(0, room))
  const word = padText(STATE_LOOKS[row.state].word, WORD_COLUMNS)
  return line(
    stateMark(row.state),
    ' ',
    { ...stateWord(row.state), text: word },
    '  ',
    span(head, 'strong'),
    `${action}  ${facts}`,
    span(silence, row.stalled ? 'bad' : 'warn'),
  )
}

/** Mark, three gaps. */
const MARK_COLUMNS = 6

function narrowLine(row: CapsuleRow, columns: number): Line {
  const facts = row.silence === '' ? formatDuration(row.elapsed_ms) : row.silence
  const { word } = STATE_LOOKS[row.state]
  const room = Math.max(0, columns - textWidth(word) - textWidth(facts) - 4)
  const who = padText(fitText(visibleLine(row.agent || row.title), room), room)
  return line(stateMark(row.state), ' ', stateWord(row.state), ' ', span(who, 'strong'), ' ', span(facts, silenceAs(row)))
}

function silenceAs({ stalled, silence }: CapsuleRow): 'bad' | 'warn' | 'plain' {
  if (stalled) return 'bad'
  return silence === '' ? 'plain' : 'warn'
}
