import { unifiedDiff } from '../../unified-diff.ts'
import { type Line, line, type Meaning, span } from '../span.ts'
import { textLines } from './detail-lines.ts'

const MEANINGS: Readonly<Record<string, Meaning>> = { '+': 'good', '-': 'bad', '@': 'dim' }

/** What is different between two texts, every character of it visible. */
export function diffLines(before: string, after: string): Line[] {
  const lines = unifiedDiff(before, after)
  if (lines === undefined) return [line(span('they differ in too many lines to be shown side by side', 'dim'))]
  return lines.flatMap((one) => textLines(one, MEANINGS[one[0] ?? ''] ?? 'plain'))
}
