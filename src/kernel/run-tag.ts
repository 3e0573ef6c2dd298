const TAG = /^[\p{L}\p{N}][\p{L}\p{N}._/:-]{0,39}$/u
export const MAX_TAGS = 20

/** A word by which runs are found again: letters, digits and . _ / : - of at most 40 characters. */
export function isRunTag(word: string): boolean {
  return TAG.test(word)
}
