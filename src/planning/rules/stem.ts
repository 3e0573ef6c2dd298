const VOWEL = /[aeiouy]/u

/** A light English stemmer: enough to bring `lines`, `largest files` and `summarising` to the words of the recipes. */
export function stem(word: string): string {
  if (word.length <= 3 || !/^[a-z-]+$/u.test(word)) return word
  const british = word
    .replace(/isation|ization/u, 'ize')
    .replace(/is(e|es|ed|ing)$/u, 'iz$1')
    .replace(/yse?(s|d)?$/u, 'yze')
  return undouble(withoutEnding(withoutPlural(british)))
}

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(ss|x|ch|sh|zz)es$/u.test(word)) return word.slice(0, -2)
  if (/[^su]s$/u.test(word) && !word.endsWith('is')) return word.slice(0, -1)
  return word
}

function withoutEnding(word: string): string {
  for (const ending of ['ing', 'ed']) {
    const rest = word.slice(0, -ending.length)
    if (word.endsWith(ending) && rest.length >= 3 && VOWEL.test(rest)) return withoutE(rest)
  }
  return withoutE(word)
}

function withoutE(word: string): string {
  return word.length > 3 && word.endsWith('e') ? word.slice(0, -1) : word
}

function undouble(word: string): string {
  return /([bdfgmnprt])\1$/u.test(word) ? word.slice(0, -1) : word
}
