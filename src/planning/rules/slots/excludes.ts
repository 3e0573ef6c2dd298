import { type Clause, matchWords } from '../clause.ts'
import { isStopWord } from '../stop-words.ts'
import { type SlotParser, span } from './slot-match.ts'

const EXCLUDE =
  /^(?:,? ?(?:but |and )?(?:except|excluding|ignoring|skipping|without|other than|apart from|not counting|not including|leaving out|but not|exclude|ignore|skip)(?: for| from)?(?: the| any| all| those)?) /u
/** Behind these a bare word is a folder: `but not in generated`. */
const OUTSIDE =
  /^(?:,? ?(?:but |and |that are |which are |are )?(?:not|except|excluding|apart from|other than|except for)(?: those| files| the ones)?(?: in| inside| under| within| from)(?: the)?|outside(?: of)?(?: the)?) /u
const NO_EXTENSION =
  /^(?:that have |which have |having |with )?(?:no|without|lacking)(?: an| any| a)?(?: file| filename)? (?:extensions?|suffix|suffixes)(?= |$)/u

/** `except tests`, `excluding *.test.ts and docs/` -> glob patterns of what is left out. */
export const parseExclude: SlotParser = (clause, taken) => {
  const bare = matchWords(clause, taken, NO_EXTENSION)
  if (bare) return { value: { patterns: ['*.*'], label: '', phrase: ' without extension' }, used: span(bare.from, bare.to) }
  const outside = matchWords(clause, taken, OUTSIDE)
  const cue = outside ?? matchWords(clause, taken, EXCLUDE)
  if (!cue) return undefined
  const patterns: string[] = []
  const labels: string[] = []
  let at = cue.to
  let end = at
  while (at < clause.tokens.length && !taken[at]) {
    const pattern = excludedAt(clause, at, outside !== undefined)
    if (!pattern) break
    patterns.push(...pattern)
    labels.push(clause.tokens[at]?.text ?? '')
    end = at + 1
    if (/^(files?|folders?|director(y|ies))$/u.test(clause.tokens[end]?.lower ?? '')) end += 1
    if (!/^(and|or|,)$/u.test(clause.tokens[end]?.lower ?? '') || !excludedAt(clause, end + 1, outside !== undefined)) break
    at = end + 1
  }
  return patterns.length > 0 ? { value: { patterns, label: labels.join(', ') }, used: span(cue.from, end) } : undefined
}

/** A glob as it is; a path with everything below it; `tests` both as a folder and as files that are named so. */
function excludedAt(clause: Clause, index: number, isFolder: boolean): string[] | undefined {
  const token = clause.tokens[index]
  if (!token) return undefined
  if (token.kind === 'glob') return [token.text]
  if (token.kind === 'path' || token.kind === 'quoted') return [token.text.replace(/\/$/u, ''), `${token.text.replace(/\/$/u, '')}/**`]
  if (/^tests?$/u.test(token.lower))
    return ['test/**', 'tests/**', '**/test/**', '**/tests/**', '**/__tests__/**', '*.test.*', '*.spec.*', 'test_*.py', '*_test.*']
  if (token.kind !== 'word' || !/^[\w.-]+$/u.test(token.text) || isStopWord(token.lower) || FOLLOWED.test(token.lower)) return undefined
  return isFolder || /^(folders?|director(y|ies))$/u.test(clause.tokens[index + 1]?.lower ?? '') || token.lower === 'node_modules'
    ? [`${token.text}/**`, `**/${token.text}/**`]
    : undefined
}

const FOLLOWED = /^(git|use|order|changing|moving|asking|any|using|opening|running|reading)$/u
