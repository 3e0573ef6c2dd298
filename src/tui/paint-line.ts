import type { Line, Meaning } from '../view/menu/span.ts'
import type { Paint } from '../view/paint.ts'

const COLOURS: Readonly<Record<Meaning, keyof Paint | null>> = {
  plain: null,
  strong: 'bold',
  dim: 'dim',
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  accent: 'cyan',
}

/** A line with its colours, each ended where its piece ends. */
export function paintLine(line: Line, paint: Paint): string {
  return line.map(({ text, as }) => paintSpan(text, COLOURS[as], paint)).join('')
}

function paintSpan(text: string, colour: keyof Paint | null, paint: Paint): string {
  return colour === null ? text : paint[colour](text)
}
