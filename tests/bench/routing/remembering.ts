import type { Embedder } from '../../../src/embedding/embedder.ts'

/** Embeds each text once: the same tasks are routed among agents of fewer and of more examples. Not where time is measured. */
export function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>()

  async function embed(texts: readonly string[]): Promise<Float32Array[]> {
    const fresh = [...new Set(texts)].filter((text) => !known.has(text))
    const vectors = fresh.length === 0 ? [] : await embedder.embed(fresh)
    for (const [at, text] of fresh.entries()) known.set(text, vectors[at] ?? new Float32Array(embedder.dim))
    return texts.map((text) => known.get(text) ?? new Float32Array(embedder.dim))
  }

  return { model: embedder.model, dim: embedder.dim, embed }
}
