import type { Clause } from './clause.ts'
import type { Token } from './tokenize.ts'

/** Marks and words at which one request may end and the next begin; whether they do is decided by what the recipes can read. */
const JOINT = /^(and|then|also|plus|afterwards|next|finally|[,;.?!\n]|—|–)$/u
const LEADING = /^(and|then|also|plus|afterwards|next|finally|but|so|please|[,;.?!:\n]|—|–)$/u

/** Token positions where a clause may start. The first is 0. */
export function clauseStarts(tokens: readonly Token[]): number[] {
  const starts = [0]
  for (let index = 1; index < tokens.length; index += 1) {
    if (isJoint(tokens[index]) && !isJoint(tokens[index - 1])) starts.push(index)
    else if (tokens[index]?.lower === 'after' && tokens[index + 1]?.lower === 'that') starts.push(index)
  }
  return starts
}

function isJoint(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== 'quoted' && JOINT.test(token.text === '\n' ? '\n' : token.lower)
}

/** Whether the clause that starts here begins a sentence or a further step: "; ", ", then", "and also". */
export function isFreshStart(tokens: readonly Token[], start: number): boolean {
  const joint = tokens.slice(start, start + 3).filter((token, index) => index === 0 || isLeading(token))
  return joint.some((token) => token.kind !== 'quoted' && /^([.;!?\n]|then|also|plus|afterwards|next|finally)$/u.test(token.lower))
}

/** The tokens from..to without the connectives at the beginning and the marks at the end. */
export function trimClause(source: string, tokens: readonly Token[]): Clause {
  let from = 0
  let to = tokens.length
  for (;;) {
    if (isLeading(tokens[from])) from += 1
    else if (tokens[from]?.lower === 'after' && tokens[from + 1]?.lower === 'that') from += 2
    else break
  }
  while (to > from && (tokens[to - 1]?.kind === 'mark' || /^(and|then|also)$/u.test(tokens[to - 1]?.lower ?? ''))) to -= 1
  return { source, tokens: tokens.slice(from, to) }
}

function isLeading(token: Token | undefined): boolean {
  return token !== undefined && token.kind !== 'quoted' && LEADING.test(token.lower)
}

const TAIL_START = /^(of|in|from|inside|within|for|under)$/u

/** The ends of a clause that could belong to the one before, too: from a preposition on, shortest first; for a bare word ("min and max price in x") any. */
export function tailsOf(clause: Clause, before: Clause): string[] {
  const { tokens, source } = clause
  const end = tokens.at(-1)?.end ?? 0
  const short = before.tokens.length === 1
  const starts = tokens.filter((token) => token.kind === 'word' && TAIL_START.test(token.lower))
  const words = short ? tokens.slice(1).filter((token) => token.kind === 'word' && !starts.includes(token)) : []
  return [...starts.toReversed(), ...words.toReversed()].map((token) => source.slice(token.start, end))
}

const SAVE_VERB = /^(write|save|store|put|export|dump|record|append|output)$/u
const TO_FILE = /^(to|into|in|as|under|at)$/u

/** `write a summary of README.md to out.md` is two requests: the summary, and saving it. */
export function splitSaving(clause: Clause): { readonly inner: Clause; readonly saving: string } | undefined {
  const { tokens } = clause
  let last = tokens.length - 1
  if (tokens[last]?.lower === 'file' && tokens.length > 2) last -= 1
  const file = tokens[last]
  if (!file || (file.kind !== 'path' && file.kind !== 'quoted')) return undefined
  let cue = last - 1
  while (/^(the|a|file|new|called|named)$/u.test(tokens[cue]?.lower ?? '')) cue -= 1
  if (!TO_FILE.test(tokens[cue]?.lower ?? '') || cue < 1) return undefined
  const verb = tokens.findIndex((token) => SAVE_VERB.test(token.lower))
  const leads = verb >= 0 && verb < 3 && verb < cue - 1
  if (!leads) return undefined
  const inner = tokens.slice(verb + 1, cue)
  if (inner.length === 0) return undefined
  const mode = tokens[verb]?.lower === 'append' ? 'append it to' : 'save it to'
  return { inner: { source: clause.source, tokens: inner }, saving: `${mode} "${file.text}"` }
}
