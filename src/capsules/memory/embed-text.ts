import { ClawError } from '../../kernel/claw-error.ts'
import type { MemoryVector } from '../../store/memory/memory-records.ts'
import type { MemoryEmbedder } from './agent-memory.ts'

const UNAVAILABLE = ['EMBEDDER_FAILED', 'EMBEDDER_MISSING']

/** The vector of a text. undefined without an embedder, or when it fails: then words alone serve, and the vector is made up for at a later recall. */
export async function embedText(embedder: MemoryEmbedder | undefined, text: string): Promise<MemoryVector | undefined> {
  const [vector] = (await embedAll(embedder, [text])) ?? []
  return embedder === undefined || vector === undefined ? undefined : { embedder: embedder.model, vector }
}

export async function embedAll(embedder: MemoryEmbedder | undefined, texts: readonly string[]): Promise<Float32Array[] | undefined> {
  try {
    return await embedder?.embed(texts)
  } catch (error) {
    if (error instanceof ClawError && UNAVAILABLE.includes(error.code)) return undefined
    throw error
  }
}
