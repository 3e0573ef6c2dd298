import type { SlotParser } from './slot-match.ts'

const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
]
const VALUES = new Map<string, number>([
  ...WORDS.map((word, value) => [word, value] as const),
  ['single', 1],
  ['couple', 2],
  ['dozen', 12],
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['hundred', 100],
])
export const NUMBER_WORDS = [...VALUES.keys()].join('|')
const UNITS = /^(%|percent|bytes?|b|[kmgt]i?b?|kilobytes?|megabytes?|gigabytes?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)$/u

export function numberValue(word: string): number | undefined {
  if (/^\d+(\.\d+)?$/u.test(word)) return Number(word)
  return VALUES.get(word)
}

/** A whole number above 0 that is no size and no duration: `5`, `five`, `top ten`; or 1, when only a singular noun is there. */
export const parseNumber: SlotParser = (clause, taken, slot) => {
  for (const [index, token] of clause.tokens.entries()) {
    if (taken[index] || (token.kind !== 'word' && token.kind !== 'number')) continue
    const value = numberValue(token.lower) ?? numberValue(/^(?:top-?|-n?)(\d+)$/u.exec(token.lower)?.[1] ?? '')
    if (value === undefined || !Number.isInteger(value) || value < 1) continue
    if (UNITS.test(clause.tokens[index + 1]?.lower ?? '')) continue
    const flag = /^-(n|-lines)$/u.test(clause.tokens[index - 1]?.text ?? '')
    return { value, used: flag ? [index - 1, index] : [index] }
  }
  const single = clause.tokens.some(
    (token, index) =>
      token.kind === 'word' &&
      slot.one?.includes(token.lower) &&
      (!taken[index] || /^file$/u.test(token.lower)) &&
      !/^(each|every|per|by)$/u.test(clause.tokens[index - 1]?.lower ?? '') &&
      !/^(sizes?|types?|names?|counts?|contents?|lists?|messages?)$/u.test(clause.tokens[index + 1]?.lower ?? ''),
  )
  return single ? { value: 1, used: [] } : undefined
}
