import { stem } from './stem.ts'
import { ARTICLES } from './stop-words.ts'
import type { Token } from './tokenize.ts'

/** A stretch of the task's tokens that asks for one thing. */
export interface Clause {
  readonly source: string
  readonly tokens: readonly Token[]
}

/** Which tokens of a clause are spoken for. */
export type Taken = readonly boolean[]

export function clauseText(clause: Clause): string {
  const first = clause.tokens[0]
  const last = clause.tokens.at(-1)
  return first && last ? clause.source.slice(first.start, last.end) : ''
}

/** Index of the word before `index`, over articles; -1 at the beginning. */
export function wordBefore(clause: Clause, index: number): number {
  let at = index - 1
  while (at >= 0 && ARTICLES.has(clause.tokens[at]?.lower ?? '')) at -= 1
  return at
}

/** Where a phrase (compared by stems) stands in the clause: first index and length, or undefined. */
export function findPhrase(clause: Clause, phrase: string, taken?: Taken): { at: number; length: number } | undefined {
  const wanted = phraseStems(phrase)
  for (let at = 0; at + wanted.length <= clause.tokens.length; at += 1) {
    if (wanted.every((word, offset) => !taken?.[at + offset] && isWord(clause.tokens[at + offset], word)))
      return { at, length: wanted.length }
  }
  return undefined
}

/** Every place where a phrase stands. */
export function findPhrases(clause: Clause, phrase: string): readonly { at: number; length: number }[] {
  const wanted = phraseStems(phrase)
  return clause.tokens.flatMap((_, at) =>
    at + wanted.length <= clause.tokens.length && wanted.every((word, offset) => isWord(clause.tokens[at + offset], word))
      ? [{ at, length: wanted.length }]
      : [],
  )
}

function isWord(token: Token | undefined, word: string): boolean {
  return token !== undefined && (token.kind === 'word' || token.kind === 'number') && token.stem === word
}

const cache = new Map<string, readonly string[]>()

export function phraseStems(phrase: string): readonly string[] {
  const known = cache.get(phrase)
  if (known) return known
  const stems = phrase.toLowerCase().split(' ').map(stem)
  cache.set(phrase, stems)
  return stems
}

/**
 * Tries an anchored pattern at every free place. The words are joined by single blanks, lower case; `from` and `to` are the tokens that it
 * covers. A token that is taken ends the stretch.
 */
export function matchWords(
  clause: Clause,
  taken: Taken,
  pattern: RegExp,
): { match: RegExpExecArray; from: number; to: number } | undefined {
  for (let from = 0; from < clause.tokens.length; from += 1) {
    const words: string[] = []
    for (let at = from; at < clause.tokens.length && !taken[at]; at += 1)
      words.push((clause.tokens[at]?.lower ?? '').replaceAll(' ', '\u00a0'))
    const match = pattern.exec(words.join(' '))
    if (match && match.index === 0 && match[0] !== '') return { match, from, to: from + match[0].trim().split(' ').length }
  }
  return undefined
}
