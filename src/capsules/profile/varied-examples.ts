import { plainWords } from './plain-words.ts'

export const MIN_EXAMPLES = 5
export const MAX_EXAMPLES = 10
const EXAMPLE_CHARACTERS = 400
// Of the words of both: above it one says what the other says.
const ALIKE = 0.85

/** At most ten examples, each unlike the ones before it; the first always stays. */
export function variedExamples(examples: readonly string[], max: number = MAX_EXAMPLES): string[] {
  const kept: { readonly text: string; readonly words: ReadonlySet<string> }[] = []
  for (const example of examples) {
    const text = example.trim().slice(0, EXAMPLE_CHARACTERS)
    const words = new Set(plainWords(text))
    if (text === '' || kept.length >= max || kept.some((other) => alike(words, other.words))) continue
    kept.push({ text, words })
  }
  return kept.map(({ text }) => text)
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - shared
  return all === 0 || shared / all > ALIKE
}
