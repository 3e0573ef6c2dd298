import { type Clause, type Taken, wordBefore } from '../clause.ts'
import { isAnaphor, isStopWord } from '../stop-words.ts'
import { type SlotMatch, type SlotParser, span } from './slot-match.ts'

const NOT_A_PERSON =
  /^(authors?|committers?|contributors?|persons?|people|users?|names?|emails?|teams?|everyone|anyone|nobody|someone|who|whom|dates?|days?|weeks?|weekdays?|months?|years?|hours?|files?|folders?|branch|branches|types?|sizes?|git|default|mistake|hand|today|yesterday|last|each|commits?|all|now|then|number|far|line|one)$/u

/** Whose commits: `by Ann`, `by "Ann Lee"`, `from ann@example.com`, `Ann's commits`; `by me` is the person that git is set up for. */
export const parseAuthor: SlotParser = (clause, taken) => mine(clause, taken) ?? named(clause, taken)

function mine(clause: Clause, taken: Taken): SlotMatch | undefined {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index]) continue
    const before = clause.tokens[index - 1]?.lower
    const next = clause.tokens[index + 1]?.lower ?? ''
    if (/^(me|myself)$/u.test(token.lower) && before === 'by') return { value: { me: true, label: 'by you' }, used: [index - 1, index] }
    if (/^(my|own)$/u.test(token.lower) && /^(own|last|latest|recent|commits?|\d+)$/u.test(next))
      return { value: { me: true, label: 'by you' }, used: [index] }
    if (token.lower === 'i' && /^(made|make|did|do|committed|commit|pushed|wrote)$/u.test(next))
      return { value: { me: true, label: 'by you' }, used: [index, index + 1] }
  }
  return undefined
}

function named(clause: Clause, taken: Taken): SlotMatch | undefined {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index] || !isName(clause, index)) continue
    const cue = wordBefore(clause, index)
    const leads = /^(by|from|author)$/u.test(clause.tokens[cue]?.lower ?? '') && !taken[cue]
    const owns = /^\p{Lu}/u.test(token.text) && /^commits?$/u.test(clause.tokens[index + 1]?.lower ?? '') && isPossessive(clause, index)
    const acts =
      /^(did|has|does)$/u.test(clause.tokens[index - 1]?.lower ?? '') &&
      /^(make|made|do|done|commit|committed|push|pushed|create|author|authored)$/u.test(clause.tokens[index + 1]?.lower ?? '')
    if (acts && !taken[index]) return { value: { name: token.text, label: `by ${token.text}` }, used: [index - 1, index, index + 1] }
    if (!leads && !owns) continue
    const second = leads && isSecondName(clause, taken, index + 1)
    const name = second ? `${token.text} ${clause.tokens[index + 1]?.text ?? ''}` : token.text
    return { value: { name, label: `by ${name}` }, used: [...(leads ? [cue] : []), ...span(index, second ? index + 2 : index + 1)] }
  }
  return undefined
}

function isName(clause: Clause, index: number): boolean {
  const token = clause.tokens[index]
  if (!token) return false
  if (token.kind === 'quoted') return true
  return /^[\p{L}][\p{L}\p{N}.@_+-]*$/u.test(token.text) && token.kind === 'word' && !isStopWord(token.lower) && !isPronoun(token.lower)
}

function isPronoun(lower: string): boolean {
  return isAnaphor(lower) || NOT_A_PERSON.test(lower)
}

function isSecondName(clause: Clause, taken: Taken, index: number): boolean {
  return isName(clause, index) && !taken[index] && /^\p{Lu}/u.test(clause.tokens[index]?.text ?? '')
}

function isPossessive(clause: Clause, index: number): boolean {
  const token = clause.tokens[index]
  return token !== undefined && /^['’]s?$/u.test(clause.source.slice(token.start + token.text.length, token.end))
}
