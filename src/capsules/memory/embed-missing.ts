import type { MemoryStore } from '../../store/memory/memory-store.ts'
import type { MemoryEmbedder } from './agent-memory.ts'
import { embedAll } from './embed-text.ts'

const AT_ONCE = 64
/** Which embedder has seen everything: not looked for again. What is written later brings its vector. */
const complete = new WeakMap<MemoryStore, string>()

/**
 * Gives vectors of the present embedder to items that have none: those of another embedder, or of a time without one. Some at each recall, the newest
 * first, so that a switch costs no recall much; until its turn an item is found by its words.
 */
export async function embedMissing(store: MemoryStore, embedder: MemoryEmbedder, now: number): Promise<void> {
  if (complete.get(store) === embedder.model) return
  const missing = store.withoutVector(embedder.model, { now, limit: AT_ONCE })
  const vectors =
    missing.length === 0
      ? []
      : await embedAll(
          embedder,
          missing.map(({ text }) => text),
        )
  if (vectors === undefined) return
  if (missing.length < AT_ONCE) complete.set(store, embedder.model)
  if (vectors.length > 0) store.setVectors(pair(missing, vectors), embedder.model)
}

function pair(missing: readonly { readonly n: number }[], vectors: readonly Float32Array[]) {
  return missing.flatMap(({ n }, i) => {
    const vector = vectors[i]
    return vector === undefined ? [] : [{ n, vector }]
  })
}
