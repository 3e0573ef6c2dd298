import type { Embedder } from './embedder.ts'

const KEPT = 256
const LONGEST = 4000

/** Remembers the last vectors: a run embeds its task to choose an agent, to recall, and to learn from it. Nobody may write into a vector. */
export function recentVectors(embed: Embedder['embed']): Embedder['embed'] {
  const kept = new Map<string, Float32Array>()

  function keep(text: string, vector: Float32Array): void {
    if (text.length > LONGEST) return
    kept.set(text, vector)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  }

  return async (texts) => {
    const vectors = new Map(texts.map((text) => [text, kept.get(text)]))
    const missing = [...vectors].flatMap(([text, vector]) => (vector === undefined ? [text] : []))
    const made = missing.length === 0 ? [] : await embed(missing)
    for (const [i, vector] of made.entries()) {
      vectors.set(missing[i] ?? '', vector)
      keep(missing[i] ?? '', vector)
    }
    return texts.flatMap((text) => vectors.get(text) ?? [])
  }
}
