import { isUtf8 } from 'node:buffer'
import { visibleLine } from '../kernel/visible-text.ts'
import { isBinary } from '../tools/file-io/file-chunks.ts'
import { formatBytes } from '../view/format.ts'
import { unifiedDiff } from '../view/unified-diff.ts'
import type { Services } from './open-services.ts'

export interface Compared {
  /** Of a unified diff without its headers: secrets masked, hidden characters visible. */
  readonly lines: readonly string[]
  /** Why there are none; empty otherwise. */
  readonly note: string
}

const MAX_BYTES = 512 * 1024

/** The difference of what a file holds before and after, or in a word why there is none to be shown. */
export function comparedContent({ redactor }: Pick<Services, 'redactor'>, before: Uint8Array, after: Uint8Array): Compared {
  const [old, next] = [Buffer.from(before), Buffer.from(after)]
  const none = (note: string): Compared => ({
    lines: [],
    note: `${note} (${formatBytes(old.length)} before, ${formatBytes(next.length)} after)`,
  })
  if (Math.max(old.length, next.length) > MAX_BYTES) return none('It is too large to be compared here.')
  if (![old, next].every(isText)) return none('It is no text.')
  // Masked as a whole: a secret of several lines would not be known by one of them.
  const diff = unifiedDiff(redactor.text(old.toString('utf8')), redactor.text(next.toString('utf8')))
  if (diff === undefined) return none('The two differ too much for a comparison by lines.')
  if (diff.length === 0 && !old.equals(next)) return none('They differ in secrets alone, which are masked here.')
  return { lines: diff.flatMap(shownLines), note: '' }
}

function isText(content: Buffer): boolean {
  return !isBinary(content) && isUtf8(content)
}

// The last line of a file may bring a note in a line of its own.
function shownLines(line: string): string[] {
  return line.split('\n').map(visibleLine)
}
