/** Whether a text holds a letter or a digit of any script: one without says nothing to an embedder. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
