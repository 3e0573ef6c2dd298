const MAX_QUERY_TERMS = 64
const ACCENTS = /[\u0300-\u036f]/g
const RUN = /[\p{L}\p{N}\p{M}]+/gu
// Scripts that write no space between words, and Hangul, whose words carry particles.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu
const IS_UNSPACED = new RegExp(UNSPACED.source, 'u')

// Words that stand in most tasks: they find everything and tell nothing.
const COMMON = new Set(
  'a an and are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or our please so that the their them then there these they this to us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)
const COMMON_CHARACTERS = /[的是了在吗呢么多少怎什哪我你他她它们这那有和与及或请把被给就都也很为于\p{Script=Hiragana}]/u

/**
 * The words of a text as memory's index holds them. Text without spaces becomes pairs of neighbouring characters, and the last one alone: a query of two
 * characters is one term, and one of a single character is the beginning of one.
 */
export function memoryTerms(text: string): string[] {
  return (plain(text).match(RUN) ?? []).flatMap(termsOfRun)
}

// One form of what is written in several: width, case, accents.
function plain(text: string): string {
  return text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase()
}

/** Whether most of a text is in scripts without spaces. */
export function isUnspaced(text: string): boolean {
  const unspaced = (text.match(UNSPACED) ?? []).join('').length
  return 2 * unspaced > (text.match(RUN) ?? []).join('').length
}

function termsOfRun(run: string): string[] {
  if (!IS_UNSPACED.test(run)) return [run]
  const spaced = run.split(UNSPACED).filter((part) => part !== '')
  return [...spaced, ...(run.match(UNSPACED) ?? []).flatMap(pairs)]
}

function pairs(run: string): string[] {
  const characters = [...run]
  return characters.map((character, i) => character + (characters[i + 1] ?? ''))
}

/** The distinct terms that a search is for, in order, without those that stand everywhere. All of them are common: then all. */
export function queryTerms(query: string): string[] {
  const terms = [...new Set(memoryTerms(query))]
  const whole = terms.filter((term) => !isTail(term, terms))
  const telling = whole.filter((term) => !COMMON.has(term) && !(IS_UNSPACED.test(term) && COMMON_CHARACTERS.test(term)))
  return (telling.length > 0 ? telling : whole).slice(0, MAX_QUERY_TERMS)
}

// The last character of a run stands in the pair before it.
function isTail(term: string, terms: readonly string[]): boolean {
  return isSingle(term) && terms.some((other) => other !== term && other.endsWith(term))
}

function isSingle(term: string): boolean {
  return IS_UNSPACED.test(term) && [...term].length === 1
}

/** The terms as an FTS5 expression that finds any of them. */
export function matchAny(terms: readonly string[]): string {
  return terms.map((term) => `"${term}"${isSingle(term) ? '*' : ''}`).join(' OR ')
}

/** The share of the terms that stand in the text. */
export function sharedTerms(terms: readonly string[], text: string): number {
  if (terms.length === 0) return 0
  const own = memoryTerms(text).map(stem)
  const set = new Set(own)
  const found = (term: string): boolean => set.has(stem(term)) || (isSingle(term) && own.some((other) => other.startsWith(term)))
  return terms.filter(found).length / terms.length
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?<!s)s$/, '').replace(/(?:ing|ed|e)$/, '') : word
}
