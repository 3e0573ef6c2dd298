import { rowStarts } from '../view/row-starts.ts'
import { textWidth } from '../view/text-width.ts'
import type { CliHost } from './host.ts'
import type { PromptLook } from './prompt-look.ts'

export interface Reader {
  readonly host: Pick<CliHost, 'out' | 'input'>
  readonly look: PromptLook
  readonly signal: AbortSignal
  /** Keys that answer before the end was reached. */
  readonly answers: { readonly keys: string; readonly words: string }
  readonly ignoreMs: number
}

/** The key that reads on, and the line that says so. */
const READ_ON = ' '
const ROWS_OF_LINE = 2

/**
 * Prints a text by appended lines, a screen at a time where it is longer than the terminal, so that all of it stands before a person before they
 * can say yes to it. `read`: it was shown to the end; else the key that answered before, undefined when the signal aborted.
 */
export async function showWhole(text: string, reader: Reader): Promise<{ readonly read: boolean; readonly key: string | undefined }> {
  const { host, look, signal, answers, ignoreMs } = reader
  const lines = text.split('\n')
  if (look.rows === null) {
    host.out.note(text)
    return { read: true, key: undefined }
  }
  const rows = lines.flatMap((line) => rowsOf(line, look.columns))
  const page = Math.max(1, look.rows - ROWS_OF_LINE)
  for (let end = Math.min(page, rows.length); ; end = Math.min(end + page, rows.length)) {
    host.out.note(rows.slice(end === rows.length ? lastPage(rows.length, page) : end - page, end).join('\n'))
    if (end === rows.length) return { read: true, key: undefined }
    host.out.note(`-- ${end} of ${rows.length} lines: Space reads on, ${answers.words}; the other answers come at the end --`)
    const key = await host.input.readKey({ allowed: `${READ_ON}${answers.keys}`, ignoreMs, signal })
    if (key !== READ_ON) return { read: false, key }
  }
}

function lastPage(total: number, page: number): number {
  return Math.floor((total - 1) / page) * page
}

// A line with colours is one that was wrapped already.
function rowsOf(line: string, columns: number): string[] {
  if (line.includes('\u001b') || textWidth(line) <= columns) return [line]
  const starts = rowStarts(line, columns)
  return starts.map((start, index) => line.slice(start, starts[index + 1]))
}
