import { textWidth } from '../view/text-width.ts'

export interface ScreenPainter {
  /** Puts a frame on the screen: writes the lines that differ from those of the last one. */
  paint(frame: string, cursor: { readonly row: number; readonly column: number } | null): void
  /** What is on the screen is not known any more: the next frame is drawn whole, on a cleared screen. */
  forget(): void
}

export interface PainterTerminal {
  write(bytes: string): void
  readonly columns: () => number
}

const BEGIN = '\u001b[?2026h'
const END = '\u001b[?2026l'
const CLEAR_SCREEN = '\u001b[2J'
const ERASE_REST = '\u001b[K'
const SHOW_CURSOR = '\u001b[?25h'
const HIDE_CURSOR = '\u001b[?25l'

/** Draws on the alternate screen, each line at its own place: one write a frame, and nothing that is already there. */
export function createScreenPainter({ write, columns }: PainterTerminal): ScreenPainter {
  let known: readonly string[] | null = null
  let cursorAt = ''
  return {
    paint: (frame, cursor) => {
      const lines = frame.split('\n')
      const changes = changedLines(known ?? [], lines, columns())
      const at = cursor === null ? HIDE_CURSOR : `${moveTo(cursor.row, cursor.column)}${SHOW_CURSOR}`
      const drawn = `${known === null ? CLEAR_SCREEN : ''}${changes}`
      known = lines
      if (drawn === '' && at === cursorAt) return
      cursorAt = at
      write(`${BEGIN}${drawn === '' ? '' : HIDE_CURSOR}${drawn}${at}${END}`)
    },
    forget: () => {
      known = null
      cursorAt = ''
    },
  }
}

function changedLines(before: readonly string[], after: readonly string[], columns: number): string {
  const rows = Math.max(before.length, after.length)
  return Array.from({ length: rows }, (_, row) => [before[row] ?? '', after[row] ?? ''] as const)
    .map(([old, line], row) => (old === line ? '' : `${moveTo(row, 0)}${line}${textWidth(line) < columns ? ERASE_REST : ''}`))
    .join('')
}

function moveTo(row: number, column: number): string {
  return `\u001b[${row + 1};${column + 1}H`
}
