import type { JsonObject } from '../../kernel/json.ts'

const MAX_TEXT = 500

interface Shown {
  readonly path: string
  readonly line: number
  readonly text: string
  readonly before: string[]
  readonly after: string[]
}

/** Collects matches: counts all, shows the first `max` with `context` lines around them. */
export interface MatchLog {
  file(path: string): { block(lines: readonly string[], hits: readonly number[]): void }
  result(): JsonObject
}

export function createMatchLog({ max, context }: { max: number; context: number }): MatchLog {
  const shown: Shown[] = []
  let total = 0
  let files = 0
  return {
    file: (path) => {
      let first = 1
      let found = 0
      let tail: string[] = []
      return {
        block: (lines, hits) => {
          fillAfter(shown, path, lines, first, context)
          for (const hit of hits.slice(0, Math.max(0, max - shown.length))) shown.push(matchAt(path, lines, hit, { first, tail, context }))
          if (found === 0 && hits.length > 0) files += 1
          found += hits.length
          total += hits.length
          first += lines.length
          tail = context === 0 ? [] : [...tail, ...lines.slice(-context)].slice(-context)
        },
      }
    },
    result: () => ({ matches: shown.map((match) => matchResult(match, context)), total, files, truncated: shown.length < total }),
  }
}

function matchAt(
  path: string,
  lines: readonly string[],
  hit: number,
  at: { first: number; tail: readonly string[]; context: number },
): Shown {
  const before = [...at.tail, ...lines.slice(Math.max(0, hit - at.context), hit)].slice(-at.context || Number.POSITIVE_INFINITY)
  return {
    path,
    line: at.first + hit,
    text: lines[hit] ?? '',
    before: at.context === 0 ? [] : before,
    after: lines.slice(hit + 1, hit + 1 + at.context),
  }
}

/** The lines after a match may stand in the next block. */
function fillAfter(shown: readonly Shown[], path: string, lines: readonly string[], first: number, context: number): void {
  for (let i = shown.length - 1; i >= 0; i -= 1) {
    const match = shown[i] as Shown
    const next = match.line + match.after.length + 1
    if (match.path !== path || match.line + context < first) return
    if (next >= first) match.after.push(...lines.slice(next - first, match.line + context + 1 - first))
  }
}

function matchResult({ path, line, text, before, after }: Shown, context: number): JsonObject {
  return {
    path,
    line,
    text: text.slice(0, MAX_TEXT),
    ...(context > 0 ? { before: before.map((one) => one.slice(0, MAX_TEXT)), after: after.map((one) => one.slice(0, MAX_TEXT)) } : {}),
  }
}
