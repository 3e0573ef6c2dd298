import { join } from 'node:path'
import { createStaticEmbedder } from '../../../src/embedding/create-static-embedder.ts'
import type { Embedder } from '../../../src/embedding/embedder.ts'

export const EMBEDDERS = ['static'] as const
export type EmbedderKind = (typeof EMBEDDERS)[number]

/** Gives the embedder for as long as the work takes. */
export async function withEmbedder<T>(kind: EmbedderKind, work: (embedder: Embedder) => Promise<T>): Promise<T> {
  const embedder = open(kind)
  try {
    return await work(embedder)
  } finally {
    embedder.close()
  }
}

function open(kind: EmbedderKind): Embedder & { close(): void } {
  switch (kind) {
    case 'static':
      return createStaticEmbedder({ assetDir: join(import.meta.dirname, '../../../src/embedding/static') })
    default:
      return kind satisfies never
  }
}
