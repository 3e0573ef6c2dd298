const MAX_CELLS = 25_000_000

export interface LineDiff {
  readonly same: boolean
  readonly added: number
  readonly removed: number
  /** Unified hunks with two lines of context; null when the files are too long to compare line by line. */
  readonly hunks: string | null
}

interface Change {
  readonly kind: ' ' | '-' | '+'
  readonly text: string
  readonly a: number
  readonly b: number
}

/** Lines that differ, by the longest common subsequence of what lies between the common beginning and end. */
export function lineDiff(left: string, right: string): LineDiff {
  if (left === right) return { same: true, added: 0, removed: 0, hunks: '' }
  const a = linesOf(left)
  const b = linesOf(right)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  const middleA = a.slice(start, a.length - end)
  const middleB = b.slice(start, b.length - end)
  if (middleA.length * middleB.length > MAX_CELLS) return { same: false, added: middleB.length, removed: middleA.length, hunks: null }
  const changes = [...equal(a, 0, start, 0), ...changed(middleA, middleB, start), ...equal(a, a.length - end, a.length, b.length - end)]
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length
  return { same: false, added: count('+'), removed: count('-'), hunks: hunksOf(changes) }
}

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function equal(lines: readonly string[], from: number, to: number, b: number): Change[] {
  return lines.slice(from, to).map((text, index) => ({ kind: ' ', text, a: from + index, b: b + index }))
}

function changed(a: readonly string[], b: readonly string[], start: number): Change[] {
  const width = b.length + 1
  const common = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const changes: Change[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const place = { a: start + i, b: start + j }
    if (i < a.length && j < b.length && a[i] === b[j]) {
      changes.push({ kind: ' ', text: a[i] ?? '', ...place })
      i += 1
      j += 1
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: '-', text: a[i] ?? '', ...place })
      i += 1
    } else {
      changes.push({ kind: '+', text: b[j] ?? '', ...place })
      j += 1
    }
  }
  return changes
}

function hunksOf(changes: readonly Change[], context = 2): string {
  const near = changes.map((_, index) =>
    changes.slice(Math.max(0, index - context), index + context + 1).some((change) => change.kind !== ' '),
  )
  const lines: string[] = []
  for (const [index, change] of changes.entries()) {
    if (!near[index]) continue
    if (!near[index - 1]) lines.push(`@@ line ${change.a + 1} / line ${change.b + 1} @@`)
    lines.push(`${change.kind}${change.text}`)
  }
  return lines.join('\n')
}
