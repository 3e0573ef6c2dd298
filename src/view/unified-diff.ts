const CONTEXT = 3
/** Files that differ in more lines than this are told as a whole: the search takes time and room of its square. */
const MAX_EDITS = 500

type Edit = { readonly kind: ' ' | '-' | '+'; readonly text: string }

/** The lines of a unified diff without its two headers; undefined when the texts differ too much for one. */
export function unifiedDiff(before: string, after: string): string[] | undefined {
  const edits = lineEdits(linesOf(before), linesOf(after))
  return edits === undefined ? undefined : hunksOf(edits)
}

function linesOf(text: string): string[] {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  else lines.push(`${lines.pop() ?? ''}\n\\ No newline at end of file`)
  return lines
}

function lineEdits(before: readonly string[], after: readonly string[]): Edit[] | undefined {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const middle = shortestEdits(before.slice(start, before.length - end), after.slice(start, after.length - end))
  if (middle === undefined) return undefined
  return [...before.slice(0, start).map(same), ...middle, ...before.slice(before.length - end).map(same)]
}

function same(text: string): Edit {
  return { kind: ' ', text }
}

function removed(text: string): Edit {
  return { kind: '-', text }
}

function added(text: string): Edit {
  return { kind: '+', text }
}

/** Myers, "An O(ND) difference algorithm and its variations" (1986), the greedy form. */
function shortestEdits(a: readonly string[], b: readonly string[]): Edit[] | undefined {
  // Nothing to search for, however long it is.
  if (a.length === 0 || b.length === 0) return [...a.map(removed), ...b.map(added)]
  const trace: Map<number, number>[] = []
  let reach = new Map<number, number>([[1, 0]])
  for (let d = 0; d <= Math.min(a.length + b.length, MAX_EDITS); d += 1) {
    trace.push(reach)
    const next = new Map(reach)
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reach, k, d) ? at(reach, k + 1) : at(reach, k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      next.set(k, x)
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a, b)
    }
    reach = next
  }
  return undefined
}

function at(reach: ReadonlyMap<number, number>, k: number): number {
  return reach.get(k) ?? -1
}

function goesDown(reach: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1))
}

function walkBack(trace: readonly ReadonlyMap<number, number>[], a: readonly string[], b: readonly string[]): Edit[] {
  const edits: Edit[] = []
  let [x, y] = [a.length, b.length]
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reach = trace[d] ?? new Map()
    const k = x - y
    const down = goesDown(reach, k, d)
    const fromX = at(reach, down ? k + 1 : k - 1)
    const fromY = fromX - (down ? k + 1 : k - 1)
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1
      y -= 1
      edits.push(same(a[x] ?? ''))
    }
    if (d === 0) break
    if (down) edits.push(added(b[--y] ?? ''))
    else edits.push(removed(a[--x] ?? ''))
  }
  return edits.reverse()
}

function hunksOf(edits: readonly Edit[]): string[] {
  const lines: string[] = []
  for (const [from, to] of ranges(edits)) {
    const hunk = edits.slice(from, to)
    const before = edits.slice(0, from)
    lines.push(`@@ -${span(before, hunk, '+')} +${span(before, hunk, '-')} @@`, ...hunk.map(({ kind, text }) => kind + text))
  }
  return lines
}

/** Line number and count of one side: what the other side alone has does not count. */
function span(before: readonly Edit[], hunk: readonly Edit[], foreign: Edit['kind']): string {
  const count = hunk.filter(({ kind }) => kind !== foreign).length
  const first = before.filter(({ kind }) => kind !== foreign).length + (count === 0 ? 0 : 1)
  return `${first},${count}`
}

function ranges(edits: readonly Edit[]): [number, number][] {
  const found: [number, number][] = []
  edits.forEach(({ kind }, index) => {
    if (kind === ' ') return
    const last = found.at(-1)
    const to = Math.min(edits.length, index + CONTEXT + 1)
    if (last !== undefined && index - CONTEXT <= last[1]) last[1] = to
    else found.push([Math.max(0, index - CONTEXT), to])
  })
  return found
}
