const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}_./:@~#%€$+-]+/gu
const ARTICLES = new Set(['a', 'an', 'the'])
/** After one of these stands what something is: another one means that it is so no longer. */
const BEFORE_VALUE = new Set(['is', 'are', 'was', 'were', 'equals', '是', '为', 'は'])
/** The thing before it has such a property: 'the owner of the shop is Ann' contradicts 'is Bob', 'the shop is old' does not contradict 'is small'. */
const OF = new Set(['of', '的', 'の'])
const NAME_TOKENS = 3
const SAME_BEFORE = 3
const SAME_AFTER = 2

/**
 * Whether the newer statement says of the very same thing that it has another value: the same words, at least three, up to one place near the end, and
 * there another number, path or name. Rather no than yes: two facts beside each other do less harm than one lost.
 */
export function replaces(newer: string, older: string): boolean {
  const [a, b] = [tokens(newer), tokens(older)]
  const before = sameAtStart(a, b)
  const after = sameAtStart(a.slice(before).reverse(), b.slice(before).reverse())
  const [ours, theirs] = [a.slice(before, a.length - after), b.slice(before, b.length - after)]
  const head = a.slice(0, before)
  const tail = a.slice(a.length - after)
  if (ours.length === 0 || theirs.length === 0 || head.filter(isTelling).length < SAME_BEFORE) return false
  if (after > SAME_AFTER || tail.some(isValue)) return false
  const values = [...ours, ...theirs].every(isValue)
  const names = ours.length <= NAME_TOKENS && theirs.length <= NAME_TOKENS && head.some((token) => OF.has(token))
  return values || (names && BEFORE_VALUE.has(head.at(-1) ?? ''))
}

function isTelling(token: string): boolean {
  return !ARTICLES.has(token) && !OF.has(token) && !BEFORE_VALUE.has(token)
}

function tokens(text: string): string[] {
  const found = text.normalize('NFKC').toLowerCase().match(TOKEN) ?? []
  return found.map((token) => token.replace(/[.:]+$/, '')).filter((token) => token !== '')
}

function sameAtStart(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((token, i) => token !== b[i])
  return different === -1 ? Math.min(a.length, b.length) : Math.min(different, b.length)
}

/** A number, version, path, address or the like. */
function isValue(token: string): boolean {
  return /[\d/@~#%€$]/.test(token) || /\w[._:]\w/.test(token)
}
