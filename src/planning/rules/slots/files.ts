import { type Clause, type Taken, wordBefore } from '../clause.ts'
import { isFileName, isKnownExtension } from '../name-shapes.ts'
import type { Token } from '../tokenize.ts'
import { FILE_NOUNS } from './file-types.ts'
import { furtherNames } from './further-names.ts'
import type { SlotParser } from './slot-match.ts'

/** One file: a path, a quoted name, or `the file X`. */
export const parseFile: SlotParser = (clause, taken, slot) => {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index] || !looksLikeFile(clause, taken, index, slot.extensions)) continue
    const before = wordBefore(clause, index)
    const cue = clause.tokens[before]?.lower ?? ''
    if (slot.after && !slot.after.includes(FILE_NOUNS.has(cue) ? (clause.tokens[wordBefore(clause, before)]?.lower ?? '') : cue)) continue
    const used = [index, ...fileNoun(clause, taken, index)]
    if (slot.many !== true) return { value: fileName(token), used }
    const more = furtherNames(clause, taken, index + 1, (at) => looksLikeFile(clause, taken, at, slot.extensions))
    const names = [index, ...more.map((entry) => entry.at)].map((at) => fileName(clause.tokens[at]))
    return { value: names.length === 1 ? (names[0] ?? '') : names, used: [...used, ...more.flatMap((entry) => entry.used)] }
  }
  return undefined
}

function looksLikeFile(clause: Clause, taken: Taken, index: number, extensions: readonly string[] | undefined): boolean {
  const token = clause.tokens[index]
  if (!token || token.text.endsWith('/') || /^\.{1,2}$/u.test(token.text)) return false
  const extension = /\.([a-z0-9]+)$/iu.exec(token.text)?.[1]?.toLowerCase()
  if (extensions) return (token.kind === 'path' || token.kind === 'quoted') && extension !== undefined && extensions.includes(extension)
  if (token.kind === 'path') return extension !== undefined || !token.text.includes('/') || saysFile(clause, index)
  if (token.kind === 'quoted')
    return isFileName(token.text) || (extension !== undefined && isKnownExtension(extension)) || saysFile(clause, index)
  if (token.kind === 'word' && isSpokenName(clause, index)) return true
  return (
    token.kind === 'word' &&
    saysFile(clause, index) &&
    !taken[index] &&
    clause.tokens[index - 1]?.lower === 'file' &&
    /^[\w.-]+$/u.test(token.text) &&
    !/^(is|are|in|of|and|has|from|with|by|type|types|size|sizes)$/u.test(token.lower)
  )
}

// People say "the readme"; where there is none, reading it fails and says so.
const SPOKEN_NAMES: Readonly<Record<string, string>> = { readme: 'README.md', changelog: 'CHANGELOG.md' }

function isSpokenName(clause: Clause, index: number): boolean {
  const spoken = Object.hasOwn(SPOKEN_NAMES, clause.tokens[index]?.lower ?? '')
  return spoken && !/^files?$/u.test(clause.tokens[index + 1]?.lower ?? '')
}

function fileName(token: Token | undefined): string {
  if (token?.kind !== 'word') return token?.text ?? ''
  return Object.hasOwn(SPOKEN_NAMES, token.lower) ? (SPOKEN_NAMES[token.lower] ?? '') : token.text
}

function saysFile(clause: Clause, index: number): boolean {
  return clause.tokens[index - 1]?.lower === 'file'
}

/** "the file X", "the X file": the noun next to the name. */
function fileNoun(clause: Clause, taken: Taken, index: number): number[] {
  return [index - 1, index + 1].filter((at) => !taken[at] && /^files?$/u.test(clause.tokens[at]?.lower ?? ''))
}
