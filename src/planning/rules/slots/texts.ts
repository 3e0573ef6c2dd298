import type { Clause, Taken } from '../clause.ts'
import { isAnaphor, isStopWord } from '../stop-words.ts'
import type { Token } from '../tokenize.ts'
import { type SlotMatch, type SlotParser, span } from './slot-match.ts'

const TEXT_NOUNS =
  /^(text|word|words|string|phrase|term|pattern|regex|regexp|regular|expression|identifier|symbol|name|function|variable|class)$/u

export const parseUrl: SlotParser = (clause, taken) => {
  const index = clause.tokens.findIndex((token, at) => !taken[at] && (token.kind === 'url' || isOrgHost(token)))
  const token = clause.tokens[index]
  return token ? { value: token.kind === 'url' ? token.text : `https://${token.text}`, used: [index] } : undefined
}

/** `example.org` is a host and, as an org-mode file, a path: the recipe decides. */
function isOrgHost(token: Token): boolean {
  return token.kind === 'path' && /^[a-z0-9-]+(\.[a-z0-9-]+)*\.org$/u.test(token.text)
}

/** A quoted text, or the one word after a cue such as `for`; several bare words must be quoted, since nobody knows where they end. */
export const parseText: SlotParser = (clause, taken, slot) => {
  const quoted = clause.tokens.findIndex((token, at) => token.kind === 'quoted' && !taken[at])
  if (quoted >= 0) return { value: clause.tokens[quoted]?.text ?? '', used: withNouns(clause, taken, quoted) }
  const phrase = grepPhrase(clause, taken)
  if (phrase) return phrase
  for (const [index, token] of clause.tokens.entries()) {
    const named = token.lower === 'name' && /^(key|field|property)$/u.test(clause.tokens[index - 1]?.lower ?? '')
    const isNoun = ARTICLE.test(token.lower) || (TEXT_NOUNS.test(token.lower) && !named)
    if (taken[index] || token.kind === 'mark' || token.kind === 'operator' || isNoun) continue
    const cue = cueIndex(clause, index)
    if (cue < 0 || taken[cue] || !(slot.after ?? []).includes(clause.tokens[cue]?.lower ?? '') || !endsAfter(clause, taken, index)) continue
    if (/^(find|search|look)$/u.test(clause.tokens[cue]?.lower ?? '') && FOUND_THINGS.test(token.lower)) continue
    if (isAnaphor(token.lower) || isStopWord(token.lower) || slot.after?.includes(token.lower)) continue
    if (token.kind === 'path' && /^(does|do)$/u.test(clause.tokens[cue]?.lower ?? '')) continue
    const text = token.kind === 'url' ? clause.source.slice(token.start, token.end) : token.text
    return { value: text, used: [cue, ...span(cue + 1, index + 1)] }
  }
  return undefined
}

/** `grep for export const in src`: everything between the verb and the place is the text, as in the shell. */
function grepPhrase(clause: Clause, taken: Taken): SlotMatch | undefined {
  if (clause.tokens[0]?.lower !== 'grep') return undefined
  const from = clause.tokens[1]?.lower === 'for' ? 2 : 1
  let to = from
  while (isPlainWord(clause.tokens[to]) && !taken[to]) to += 1
  const [first, last] = [clause.tokens[from], clause.tokens[to - 1]]
  if (to - from < 2 || !first || !last) return undefined
  return { value: clause.source.slice(first.start, last.end), used: span(from - 1, to) }
}

function isPlainWord(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    !/^(in|inside|within|across|under|and|then|or|ignoring)$/u.test(token.lower) &&
    !FOUND_THINGS.test(token.lower)
  )
}

/** Other recipes find these; as a text to look for they must be quoted. */
const FOUND_THINGS =
  /^(duplicates?|dupes?|copies|todos?|fixmes?|links?|files?|folders?|director(y|ies)|images?|commits?|contributors?|authors?|columns?|rows?|tables?|branch(es)?|languages?|lines?|words?)$/u

const ARTICLE = /^(a|an|the|all|any|every)$/u

function cueIndex(clause: Clause, index: number): number {
  let at = index - 1
  while (at >= 0 && (ARTICLE.test(clause.tokens[at]?.lower ?? '') || TEXT_NOUNS.test(clause.tokens[at]?.lower ?? ''))) {
    if (TEXT_NOUNS.test(clause.tokens[at]?.lower ?? '') && isCueNoun(clause, at)) return at
    at -= 1
  }
  return at
}

function isCueNoun(clause: Clause, at: number): boolean {
  const before = clause.tokens[at - 1]?.lower ?? ''
  return /^(text|word|string|phrase|term)$/u.test(clause.tokens[at]?.lower ?? '') && !ARTICLE.test(before) && !/^(for|of)$/u.test(before)
}

function endsAfter(clause: Clause, taken: Taken, index: number): boolean {
  const next = clause.tokens[index + 1]
  if (!next || next.kind === 'mark' || taken[index + 1]) return true
  return (
    isStopWord(next.lower) ||
    /^(across|appear|appears|occur|occurs|occurrences?|used|defined|declared|throughout|ignoring|case-insensitively|where)$/u.test(
      next.lower,
    )
  )
}

function withNouns(clause: Clause, taken: Taken, index: number): number[] {
  const used = [index]
  for (let at = index - 1; at >= 0 && !taken[at] && TEXT_NOUNS.test(clause.tokens[at]?.lower ?? ''); at -= 1) used.push(at)
  return used
}

const REGEX_NOUN = /^(regex|regexp|pattern|expression)$/u

/** `/fo+/`, or a quoted or single-word pattern when the words "regex" or "pattern" are there. */
export const parseRegex: SlotParser = (clause, taken) => {
  for (const [index, token] of clause.tokens.entries()) {
    const slashed = taken[index] ? undefined : /^\/(.+)\/([a-z]*)$/u.exec(token.text)
    const means = slashed && (/[\^$*+?[\]()|\\]/u.test(slashed[1] ?? '') || REGEX_NOUN.test(clause.tokens[index - 1]?.lower ?? ''))
    if (means && token.kind !== 'quoted') return { value: slashed[1] ?? '', used: withNouns(clause, taken, index) }
  }
  if (!clause.tokens.some((token) => /^(regex|regexp|pattern|regular)$/u.test(token.lower))) return undefined
  const quoted = clause.tokens.findIndex((token, at) => token.kind === 'quoted' && !taken[at])
  if (quoted >= 0)
    return { value: (clause.tokens[quoted]?.text ?? '').replace(/^\/(.+)\/$/u, '$1'), used: withNouns(clause, taken, quoted) }
  const bare = clause.tokens.findIndex((_, at) => !taken[at] && REGEX_NOUN.test(clause.tokens[at - 1]?.lower ?? ''))
  return bare >= 0 ? { value: bareChunk(clause, bare), used: withNouns(clause, taken, bare) } : undefined
}

/** The whole stretch of source without blanks around a token: a pattern may hold marks that the tokenizer cut off. */
function bareChunk(clause: Clause, index: number): string {
  const start = clause.tokens[index]?.start ?? 0
  return /^\S+/u.exec(clause.source.slice(start))?.[0].replace(/[.?!,;]$/u, '') ?? ''
}

/** A SELECT or WITH statement: quoted, or from its first word to where the file is named. */
export const parseSql: SlotParser = (clause, taken) => {
  const quoted = clause.tokens.findIndex((token, at) => token.kind === 'quoted' && !taken[at] && /^\s*(select|with)\b/iu.test(token.text))
  if (quoted >= 0) return { value: clause.tokens[quoted]?.text.trim() ?? '', used: [quoted] }
  const from = clause.tokens.findIndex(
    (token, at) => !taken[at] && (token.lower === 'select' || (token.lower === 'with' && clause.tokens[at + 2]?.lower === 'as')),
  )
  if (from < 0) return undefined
  const fileAt = clause.tokens.findIndex((_, at) => at > from && taken[at])
  const to = fileAt < 0 ? clause.tokens.length : beforeFile(clause, fileAt, from)
  return unquotedTail(clause, from, to)
}

function beforeFile(clause: Clause, fileAt: number, from: number): number {
  let at = fileAt
  while (at > from && /^(on|in|against|from|using|of|the|database|db|file)$/u.test(clause.tokens[at - 1]?.lower ?? '')) at -= 1
  return at
}

/** A command: quoted, or everything behind `run` or `command`. */
export const parseCommand: SlotParser = (clause, taken, slot) => {
  const quoted = clause.tokens.findIndex((token, at) => token.kind === 'quoted' && !taken[at])
  const cue = clause.tokens.findIndex((token) => (slot.after ?? []).includes(token.lower))
  if (cue < 0) return undefined
  if (quoted > cue && clause.tokens.slice(cue + 1, quoted).every((token) => isStopWord(token.lower) || COMMAND_NOUN.test(token.lower))) {
    return { value: clause.tokens[quoted]?.text ?? '', used: span(cue, quoted + 1) }
  }
  let from = cue + 1
  while (
    ARTICLE.test(clause.tokens[from]?.lower ?? '') ||
    COMMAND_NOUN.test(clause.tokens[from]?.lower ?? '') ||
    clause.tokens[from]?.text === ':'
  )
    from += 1
  const tail = from < clause.tokens.length ? unquotedTail(clause, from, clause.tokens.length) : undefined
  if (!tail || !isCommandWord(clause, from)) return undefined
  return { value: tail.value, used: [...span(cue, from), ...tail.used] }
}

const COMMAND_NOUN = /^(command|commands|shell|terminal|following|program|bash|cmd)$/u

/** Bare commands must look like one: a lower-case program name, not a sentence. */
function isCommandWord(clause: Clause, index: number): boolean {
  const token = clause.tokens[index]
  if (!token || isAnaphor(token.lower) || ARTICLE.test(token.lower)) return false
  const said = clause.tokens.slice(0, index).some((earlier) => /^(command|cmd)$/u.test(earlier.lower))
  return said || PROGRAMS.test(token.lower) || (token.kind === 'path' && /^\.{0,2}\//u.test(token.text))
}

const PROGRAMS =
  /^(ls|pwd|cat|echo|grep|find|head|tail|wc|sort|uniq|du|df|date|whoami|uname|env|git|npm|npx|node|yarn|pnpm|deno|bun|python|python3|pip|pip3|pytest|tsc|make|cargo|go|rustc|java|mvn|gradle|ruby|perl|php|bash|sh|docker|kubectl|curl|wget|sed|awk|tree|file|stat|which|printf|seq|tar|zip|unzip|diff|touch|mkdir|cp|mv|rm|ps|top|free|uptime|hostname|id|true|false|sleep|jq|sqlite3|eslint|vitest|jest|biome|prettier)$/u

/** The source text of tokens from..to; refused when a connective in it could begin another request. */
function unquotedTail(clause: Clause, from: number, to: number): SlotMatch | undefined {
  const first = clause.tokens[from]
  const last = clause.tokens[to - 1]
  if (!first || !last) return undefined
  const raw = clause.source.slice(first.start, last.end)
  if (
    /\b(and|then)\s+(then|also|save|write|store|show|count|list|tell|put|give|run|find|print|summari[sz]e)\b|[,;]\s*(and\s+)?then\b|\sthen\s/iu.test(
      raw,
    )
  )
    return undefined
  return { value: raw.replace(/[.?!;]+$/u, '').trim(), used: span(from, to) }
}

const RESULT_NOUNS =
  /^(results?|answers?|outputs?|list|summary|reports?|findings|counts?|totals?|everything|content|contents|text|titles?|links|names?|numbers?|table|log|diff|overview|analysis|plan|sum|average|mean|median|statistics|stats|lines|page|status|files?|rows|columns|contributors|commits?|changes|todos|comments|matches|duplicates|checksum|hash|sizes?)$/u
const REFERENCE_WORDS = /^(it|them|that|this|those|these|both|all|everything|the|of|each)$/u

const SAVING = /^(write|save|store|put|export|dump|record|append|add|output)$/u

/** `it`, `the result`, `both answers`: what the clauses before have found, said behind the verb: before it stands a request of its own. */
export const parseReference: SlotParser = (clause, taken) => {
  if (clause.tokens.some((token) => /^(show|get|find|tell|give|display|print|read|see|present|provide)$/u.test(token.lower)))
    return undefined
  const verb = clause.tokens.findIndex((token) => SAVING.test(token.lower))
  const used = clause.tokens.flatMap((token, index) =>
    index > verb &&
    verb >= 0 &&
    !taken[index] &&
    token.kind === 'word' &&
    (REFERENCE_WORDS.test(token.lower) || RESULT_NOUNS.test(token.lower))
      ? [index]
      : [],
  )
  const speaks = used.some((index) => {
    const lower = clause.tokens[index]?.lower ?? ''
    return RESULT_NOUNS.test(lower) || /^(it|them|that|this|those|these|both|everything)$/u.test(lower)
  })
  return speaks ? { value: true, used } : undefined
}
