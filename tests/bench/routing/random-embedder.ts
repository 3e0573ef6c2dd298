import type { Embedder } from '../../../src/embedding/embedder.ts'

/** In the name of another embedder: how fast vectors are found does not depend on what they mean, and a sentence model takes hours for a million. */
export function randomEmbedder({ model, dim }: Pick<Embedder, 'model' | 'dim'>): Embedder {
  let state = 1
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648 - 0.5
  }
  const vector = (): Float32Array => {
    const values = Float32Array.from({ length: dim }, next)
    const norm = Math.hypot(...values)
    return values.map((value) => value / norm)
  }
  return { model, dim, embed: async (texts) => texts.map(vector) }
}
