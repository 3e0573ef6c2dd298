import { visibleText } from '../../../../src/view/shown-text.ts'

/** One line of a unified diff. */
export interface DiffRow {
  readonly kind: 'hunk' | 'same' | 'added' | 'removed'
  /** The number of the line before and after; undefined: it is not there. */
  readonly before: number | undefined
  readonly after: number | undefined
  readonly text: string
}

/** What stands beside each other; undefined: nothing does. */
export interface DiffPair {
  readonly left: DiffRow | undefined
  readonly right: DiffRow | undefined
}

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/

/** The lines of a unified diff, with its two headers or without, as src/view/unified-diff.ts makes them: with their numbers, every character visible. */
export function diffRows(lines: readonly string[]): DiffRow[] {
  let [before, after] = [1, 1]
  let inHunk = false
  return lines.map((line): DiffRow => {
    const hunk = HUNK.exec(line)
    inHunk ||= hunk !== null
    if (!inHunk) return { kind: 'hunk', before: undefined, after: undefined, text: visibleText(line) }
    if (hunk !== null) {
      ;[before, after] = [Number(hunk[1]), Number(hunk[2])]
      return { kind: 'hunk', before: undefined, after: undefined, text: line }
    }
    const text = visibleText(line.slice(1))
    if (line.startsWith('-')) return { kind: 'removed', before: before++, after: undefined, text }
    if (line.startsWith('+')) return { kind: 'added', before: undefined, after: after++, text }
    return { kind: 'same', before: before++, after: after++, text }
  })
}

/** Removed lines stand beside the added ones that follow them. */
export function diffPairs(rows: readonly DiffRow[]): DiffPair[] {
  const pairs: DiffPair[] = []
  for (let at = 0; at < rows.length; ) {
    const removed = stretch(rows, at, 'removed')
    const added = stretch(rows, at + removed.length, 'added')
    const row = rows[at]
    if (row !== undefined && removed.length + added.length === 0) pairs.push({ left: row, right: row })
    for (let line = 0; line < Math.max(removed.length, added.length); line += 1) pairs.push({ left: removed[line], right: added[line] })
    at += Math.max(1, removed.length + added.length)
  }
  return pairs
}

function stretch(rows: readonly DiffRow[], from: number, kind: DiffRow['kind']): readonly DiffRow[] {
  let to = from
  while (rows[to]?.kind === kind) to += 1
  return rows.slice(from, to)
}
