import { plainWords } from './plain-words.ts'

/** Whether two texts differ in case and punctuation at most. */
export function sameWords(a: string, b: string): boolean {
  return plainWords(a).join(' ') === plainWords(b).join(' ')
}
