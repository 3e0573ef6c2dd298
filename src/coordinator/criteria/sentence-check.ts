import type { CriterionCheck } from '../../protocol/criterion.ts'

const FILE_EXISTS = /^(?:the )?file [`'"]?([^`'"]+?)[`'"]? (?:exists|was (?:written|created)|is (?:there|present))\.?$/i
const CONTAINS = /^(?:the )?(?:result|answer|output) (?:contains|mentions|includes) [`'"](.+)[`'"]\.?$/i
const IS_JSON = /^(?:the )?(?:result|answer|output) is (?:valid )?json\.?$/i
const NOT_EMPTY = /^(?:the )?(?:result|answer|output) is not empty\.?$/i

/** The check that a plain sentence asks for, where it is one of a few common ones: planners of old and small models write such. */
export function sentenceCheck(sentence: string): CriterionCheck | undefined {
  const path = FILE_EXISTS.exec(sentence)?.[1]
  if (path !== undefined) return { kind: 'file_exists', path }
  const text = CONTAINS.exec(sentence)?.[1]
  if (text !== undefined) return { kind: 'text_contains', text }
  if (IS_JSON.test(sentence)) return { kind: 'json_matches', schema: {} }
  return NOT_EMPTY.test(sentence) ? { kind: 'not_empty' } : undefined
}
