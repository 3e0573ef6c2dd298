const MAX_WORDS = 32
const WORD = /[\p{L}\p{N}]+/gu

// Words that stand in most tasks: they find everything and tell nothing, and in FTS5 they cost the most.
const COMMON = new Set(
  'a an and are as at be been but by can could did do does for from had has have how i if in into is it its me my of on or our please so that the their them then there these they this to us was we were what when where which who why will with would you your'.split(
    ' ',
  ),
)

/** The distinct words of a task that a word search (FTS5) is asked for, in order. All of them are common: then all. */
export function queryWords(task: string): string[] {
  const words = [...new Set(task.toLowerCase().match(WORD) ?? [])]
  const telling = words.filter((word) => !COMMON.has(word))
  return (telling.length > 0 ? telling : words).slice(0, MAX_WORDS)
}
