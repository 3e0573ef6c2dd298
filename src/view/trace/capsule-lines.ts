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
  if (columns < NARROW) return rows.map((row) => narrowLine(row, columns))
  const who = Math.min(AGENT_COLUMNS, Math.max(0, ...rows.map((row) => textWidth(nameOf(row)))))
  const tokens = Math.max(0, ...rows.map((row) => tokensOf(row).length))
  return rows.map((row) => wideLine(row, { columns, who, tokens }))
}

function wideLine(
  row: CapsuleRow,
  { columns, who, tokens }: { readonly columns: number; readonly who: number; readonly tokens: number },
): Line {
  const head = padText(fitText(nameOf(row), who), who)
  const used = row.silence !== '' && columns < ROOMY ? '' : ` ${tokensOf(row).padStart(tokens)}`
  const facts = `${formatDuration(row.elapsed_ms).padStart(7)}${used}`
  const silence = row.silence === '' ? '' : `  ${row.silence}`
  const room = Math.max(0, columns - GAPS - WORD_COLUMNS - who - textWidth(facts) - textWidth(silence))
  const action = padText(fitText(visibleLine(row.action || row.title), room), room)
  const word = padText(STATE_LOOKS[row.state].word, WORD_COLUMNS)
  return line(
    stateMark(row.state),
    ' ',
    { ...stateWord(row.state), text: word },
    '  ',
    span(head, 'strong'),
    `  ${action}${facts}`,
    span(silence, row.stalled ? 'bad' : 'warn'),
  )
}

/** Where there is less, silence takes the place of the tokens. */
const ROOMY = 110
/** The mark, a space, and two gaps. */
const GAPS = 6

function nameOf({ agent, title }: CapsuleRow): string {
  return visibleLine(agent || title)
}

function tokensOf({ input_tokens, output_tokens }: CapsuleRow): string {
  return tokenText(input_tokens, output_tokens)
}

function narrowLine(row: CapsuleRow, columns: number): Line {
  const facts = row.silence === '' ? formatDuration(row.elapsed_ms) : row.silence
  const { word } = STATE_LOOKS[row.state]
  const room = Math.max(0, columns - textWidth(word) - textWidth(facts) - 4)
  const who = padText(fitText(nameOf(row), room), room)
  return line(stateMark(row.state), ' ', stateWord(row.state), ' ', span(who, 'strong'), ' ', span(facts, silenceAs(row)))
}

function silenceAs({ stalled, silence }: CapsuleRow): 'bad' | 'warn' | 'plain' {
  if (stalled) return 'bad'
  return silence === '' ? 'plain' : 'warn'
}
