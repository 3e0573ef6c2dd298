import { ClawError } from '../claw-error.ts'
import { greedyMatch, matchesWildcard, parseWildcard, type Token } from './wildcard.ts'

const MAX_ALTERNATIVES = 256
const MAX_LENGTH = 1000

type Segment = readonly Token[] | '**'

/**
 * A matcher for paths with `/`, relative to where the search starts. `**`, `*`, `?`, `{a,b}`, `[..]`; a pattern without `/` matches
 * the name at any depth. Our own, since libraries turn globs into regular expressions, which a crafted pattern can make run for
 * hours (RELIABILITY 20); this one takes pattern x path steps at most.
 */
export function compileGlob(patterns: readonly string[]): (path: string) => boolean {
  const compiled = patterns.flatMap((pattern) => expandBraces(normalise(pattern))).map((pattern) => segmentsOf(pattern))
  if (compiled.length > MAX_ALTERNATIVES)
    throw new ClawError('TOOL_BAD_ARGS', `The pattern has more than ${MAX_ALTERNATIVES} alternatives.`)
  return (path) => {
    const names = path.split('/')
    return compiled.some((segments) => matchesSegments(segments, names))
  }
}

/** The same for an absolute pattern: `/srv/*.log` fits `srv/a.log`, a path without its first `/`. */
export function compileRootedGlob(pattern: string): (path: string) => boolean {
  if (pattern.length > MAX_LENGTH) throw new ClawError('TOOL_BAD_ARGS', `The pattern has more than ${MAX_LENGTH} characters.`)
  const compiled = expandBraces(pattern).map((one) => segmentsOf(one))
  return (path) => compiled.some((segments) => matchesSegments(segments, path.split('/')))
}

export function matchesSegments(segments: readonly Segment[], names: readonly string[]): boolean {
  return greedyMatch({ length: segments.length, isStar: (i) => segments[i] === '**' }, names.length, (i, j) =>
    matchesWildcard(segments[i] as readonly Token[], names[j] as string),
  )
}

/** The components of a pattern. A `**` at the end stands for at least one. */
export function segmentsOf(pattern: string): Segment[] {
  const parts = pattern.split('/').filter((part) => part !== '')
  if (parts.at(-1) === '**') parts.push('*')
  return parts
    .map((part): Segment => (part === '**' ? '**' : parseWildcard(part)))
    .filter((part, i, all) => part !== '**' || all[i - 1] !== '**')
}

function normalise(pattern: string): string {
  const plain = pattern.trim().replace(/^(?:\.\/+)+/, '')
  if (plain === '') throw new ClawError('TOOL_BAD_ARGS', 'The pattern is empty.', { fix: "Use e.g. '**/*.ts'." })
  if (plain.length > MAX_LENGTH) throw new ClawError('TOOL_BAD_ARGS', `The pattern has more than ${MAX_LENGTH} characters.`)
  if (plain.startsWith('/') || plain.split('/').includes('..')) {
    throw new ClawError('TOOL_BAD_ARGS', `The pattern '${plain}' leaves the folder that is searched.`, {
      fix: 'Give the folder as path, and a pattern below it.',
    })
  }
  return plain.includes('/') ? plain : `**/${plain}`
}

/** `a{b,c}d` -> `abd`, `acd`; nested too. Braces that are never closed are plain characters. */
function expandBraces(pattern: string): string[] {
  const open = pattern.indexOf('{')
  const parts = open === -1 ? undefined : splitBraces(pattern, open)
  if (parts === undefined) return [pattern]
  const head = pattern.slice(0, open)
  const expanded: string[] = []
  for (const alternative of parts.alternatives) {
    for (const rest of expandBraces(alternative + parts.tail)) expanded.push(head + rest)
    if (expanded.length > MAX_ALTERNATIVES)
      throw new ClawError('TOOL_BAD_ARGS', `The pattern has more than ${MAX_ALTERNATIVES} alternatives.`)
  }
  return expanded
}

function splitBraces(pattern: string, open: number): { alternatives: string[]; tail: string } | undefined {
  const alternatives: string[] = []
  let depth = 0
  let start = open + 1
  for (let i = open; i < pattern.length; i += 1) {
    const char = pattern[i]
    if (char === '{') depth += 1
    if (char === '}') depth -= 1
    if ((char === ',' && depth === 1) || depth === 0) {
      alternatives.push(pattern.slice(start, i))
      start = i + 1
    }
    if (depth === 0) return { alternatives, tail: pattern.slice(start) }
  }
  return undefined
}
