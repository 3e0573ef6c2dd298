import { textWidth } from '../view/text-width.ts'

/** Lines below all that was said, which are drawn over: each method gives the bytes that bring the terminal there. */
export interface StatusBlock {
  /** Takes it away: what is written next stands in its place. */
  erase(): string
  /** Puts these lines there; '' takes the block away. */
  show(text: string): string
  /** A line above it, which stays. */
  above(line: string): string
}

const ERASE_BELOW = '\u001b[J'
const BEGIN = '\u001b[?2026h'
const END = '\u001b[?2026l'

/** `columns`: of the terminal by now, since lines that were drawn on a wider one take more rows on a narrower one. */
export function createStatusBlock(columns: () => number): StatusBlock {
  let lines: readonly string[] = []
  const back = (): string => {
    const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns())), 0)
    return rows === 0 ? '' : `\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}${ERASE_BELOW}`
  }
  const draw = (text: string): string => {
    const bytes = `${back()}${text}`
    lines = text === '' ? [] : text.split('\n')
    return bytes
  }
  return {
    erase: () => draw(''),
    show: (text) => (text === lines.join('\n') ? '' : `${BEGIN}${draw(text)}${END}`),
    above: (line) => {
      const below = lines.join('\n')
      if (below === '') return `${line}\n`
      return `${BEGIN}${draw('')}${line}\n${draw(below)}${END}`
    },
  }
}
