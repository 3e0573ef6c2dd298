import xterm from '@xterm/headless'
import { charWidth } from './char-width.ts'

/** A terminal as xterm.js has it: what was written to it becomes a screen. */
export interface Emulator {
  /** Resolves when the screen shows it. */
  write(bytes: Buffer | string): Promise<void>
  resize(columns: number, rows: number): void
  /** The visible lines, without the blanks at their ends. */
  screen(): string[]
  styledScreen(): StyledCell[][]
  /** The lines that have left the primary screen at its top. */
  scrollback(): string[]
  /** Scrollback and screen of the primary buffer, whichever buffer is shown; a line that was only wrapped is one line. */
  primary(): string[]
  cursor(): { readonly row: number; readonly column: number }
  /** The alternate screen is shown. */
  alternate(): boolean
  bracketedPaste(): boolean
  applicationCursor(): boolean
}

export interface StyledCell {
  readonly text: string
  readonly width: number
  /** 0 to 15 of the palette (to 255 where a program uses more), a hex colour, or the terminal's own. */
  readonly foreground: number | string | 'default'
  readonly background: number | string | 'default'
  readonly bold: boolean
  readonly dim: boolean
  readonly underline: boolean
  readonly inverse: boolean
}

export interface EmulatorOptions {
  readonly columns: number
  readonly rows: number
  /** What the terminal answers when the program asks it (device attributes, cursor position). */
  readonly onAnswer?: (text: string) => void
}

const SCROLLBACK = 100_000

export function createEmulator({ columns, rows, onAnswer }: EmulatorOptions): Emulator {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: SCROLLBACK })
  terminal.unicode.register(charWidth)
  terminal.unicode.activeVersion = charWidth.version
  if (onAnswer !== undefined) terminal.onData(onAnswer)
  const { buffer } = terminal
  return {
    write: (bytes) => new Promise((done) => terminal.write(bytes, done)),
    resize: (toColumns, toRows) => terminal.resize(toColumns, toRows),
    screen: () => lines(buffer.active, buffer.active.baseY, buffer.active.baseY + terminal.rows),
    styledScreen: () => styledLines(buffer.active, terminal),
    scrollback: () => lines(buffer.normal, 0, buffer.normal.baseY),
    primary: () => unwrapped(buffer.normal),
    cursor: () => ({ row: buffer.active.cursorY, column: buffer.active.cursorX }),
    alternate: () => buffer.active.type === 'alternate',
    bracketedPaste: () => terminal.modes.bracketedPasteMode,
    applicationCursor: () => terminal.modes.applicationCursorKeysMode,
  }
}

type Buffer_ = xterm.IBuffer

function lines(buffer: Buffer_, from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, at) => buffer.getLine(from + at)?.translateToString(true) ?? '')
}

function unwrapped(buffer: Buffer_): string[] {
  const all: string[] = []
  for (let at = 0; at < buffer.length; at += 1) {
    const row = buffer.getLine(at)
    const text = row?.translateToString(buffer.getLine(at + 1)?.isWrapped !== true) ?? ''
    if (row?.isWrapped === true) all.push(`${all.pop() ?? ''}${text}`)
    else all.push(text)
  }
  return all
}

function styledLines(buffer: Buffer_, { rows, cols }: { rows: number; cols: number }): StyledCell[][] {
  return Array.from({ length: rows }, (_, row) => {
    const line = buffer.getLine(buffer.baseY + row)
    return Array.from({ length: cols }, (_, column) => line?.getCell(column)).flatMap((cell) => (cell ? [styledCell(cell)] : []))
  })
}

function styledCell(cell: xterm.IBufferCell): StyledCell {
  return {
    text: cell.getChars(),
    width: cell.getWidth(),
    foreground: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    background: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
    inverse: cell.isInverse() !== 0,
  }
}

function colour(isDefault: boolean, isRgb: boolean, value: number): number | string {
  if (isDefault) return 'default'
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value
}
