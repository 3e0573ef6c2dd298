import { ClawError } from '../../kernel/claw-error.ts'
import { isRunTag, MAX_TAGS } from '../../kernel/run-tag.ts'
import { visibleLine } from '../../kernel/visible-text.ts'

/** Each once, in their order. Throws USAGE. */
export function requireTags(given: readonly string[] = []): readonly string[] {
  const tags = [...new Set(given)]
  const bad = tags.find((tag) => !isRunTag(tag))
  if (bad !== undefined)
    throw new ClawError('USAGE', `'${visibleLine(bad.slice(0, 60))}' is no tag: letters, digits and . _ / : - of at most 40 characters.`)
  if (tags.length > MAX_TAGS) throw new ClawError('USAGE', `A run has at most ${MAX_TAGS} tags, not ${tags.length}.`)
  return tags
}
