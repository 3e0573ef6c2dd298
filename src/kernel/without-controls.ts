import { harmlessText } from './visible-text.ts'

const LONE_SURROGATE = /\p{Surrogate}/u

/** The text without what cannot be seen (controls, marks of direction, what has no width) and how many characters that were; newlines and tabs stay. */
export function withoutControls(text: string): { readonly text: string; readonly dropped: number } {
  if (harmlessText(text) === text && !LONE_SURROGATE.test(text)) return { text, dropped: 0 }
  const letters = Array.from(text)
  const kept = letters.filter((letter) => harmlessText(letter) === letter && !LONE_SURROGATE.test(letter))
  return { text: kept.join(''), dropped: letters.length - kept.length }
}
