import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createStaticEmbedder } from '../../../src/embedding/create-static-embedder.ts'
import type { Embedder } from '../../../src/embedding/embedder.ts'
import { createTransformersEmbedder } from '../../../src/embedding/transformers/create-transformers-embedder.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { sentenceModel } from '../../helpers/sentence-model.ts'
import { calledPath } from './called-path.ts'

export const EMBEDDERS = ['static', 'transformers'] as const
export type EmbedderKind = (typeof EMBEDDERS)[number]

const ROOT = join(import.meta.dirname, '../../..')

/** Gives the embedder for as long as the work takes. */
export async function withEmbedder<T>(kind: EmbedderKind, work: (embedder: Embedder) => Promise<T>): Promise<T> {
  const embedder = await open(kind)
  try {
    return await work(embedder)
  } finally {
    embedder.close()
  }
}

async function open(kind: EmbedderKind): Promise<Embedder & { close(): void }> {
  switch (kind) {
    case 'static':
      return createStaticEmbedder({ assetDir: join(ROOT, 'src/embedding/static') })
    case 'transformers':
      return openTransformers()
    default:
      return kind satisfies never
  }
}

function openTransformers(): ReturnType<typeof createTransformersEmbedder> {
  const path = modelFolder()
  const workerPath = join(ROOT, 'dist/transformers.worker.js')
  if (!existsSync(workerPath)) throw new ClawError('CONFIG_INVALID', `There is no ${workerPath}.`, { fix: 'npm run build' })
  return createTransformersEmbedder({
    path,
    name: basename(path),
    cacheDir: join(ROOT, 'node_modules/.cache/models'),
    packageDir: ROOT,
    workerPath,
  })
}

function modelFolder(): string {
  const named = process.env['CLOSED_CLAW_EMBEDDING_MODEL'] ?? 'static'
  const path = named === 'static' ? sentenceModel() : calledPath(named)
  if (path !== undefined) return path
  throw new ClawError('CONFIG_INVALID', 'The transformers embedder needs a model, and none lies beside the repository.', {
    fix: 'CLOSED_CLAW_EMBEDDING_MODEL=/folder/of/the/model npm run bench:routing -- --embedder transformers',
  })
}
