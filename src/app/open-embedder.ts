import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { requireEmbedderKey } from '../config/require-embedder-key.ts'
import type { Embedder } from '../embedding/embedder.ts'
import { recentVectors } from '../embedding/recent-vectors.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import type { Redactor } from '../kernel/redact.ts'

export interface OpenedEmbedder extends Embedder {
  /** Texts take milliseconds each, so agents are embedded beside other work. */
  readonly slow: boolean
  close(): void
}

/** The embedder that the settings choose, loaded when it is needed. Throws CONFIG_INVALID; what else is wrong is told to who asks for a vector. */
export async function openEmbedder(config: Config, fast: Embedder, redactor: Redactor): Promise<OpenedEmbedder> {
  const opened = await open(config, fast, redactor).catch(unusable)
  if (opened.model === UNUSABLE) return opened
  const { dim } = config.embedding
  if (dim === null || dim === opened.dim) return opened
  opened.close()
  throw new ClawError(
    'CONFIG_INVALID',
    `CLOSED_CLAW_EMBEDDING_DIM: ${dim} contradicts the embedder: ${opened.model} has ${opened.dim} dimensions.`,
    {
      fix: 'unset CLOSED_CLAW_EMBEDDING_DIM',
    },
  )
}

const UNUSABLE = 'unusable'

// Looking at runs, at the audit log or at the machine needs no embedder.
function unusable(error: unknown): OpenedEmbedder {
  if (!(error instanceof ClawError)) throw error
  return { model: UNUSABLE, dim: 0, slow: true, embed: () => Promise.reject(error), close: () => undefined }
}

async function open({ embedding, packageDir, llmTimeoutMs }: Config, fast: Embedder, redactor: Redactor): Promise<OpenedEmbedder> {
  switch (embedding.kind) {
    case 'static':
      return { ...fast, slow: false, close: () => undefined }
    case 'transformers': {
      const { createTransformersEmbedder } = await import('../embedding/transformers/create-transformers-embedder.ts')
      const workerPath = join(packageDir, 'dist', 'transformers.worker.js')
      const embedder = await createTransformersEmbedder({ ...embedding, packageDir, workerPath })
      return { ...embedder, slow: true, embed: recentVectors(embedder.embed) }
    }
    case 'openai': {
      requireEmbedderKey(embedding)
      const { createOpenAiEmbedder } = await import('../models/openai-embedder.ts')
      const embedder = createOpenAiEmbedder({ ...embedding, timeoutMs: llmTimeoutMs, clock: systemClock, mask: redactor.text })
      return Object.assign(embedder, { slow: true, embed: recentVectors(embedder.embed) })
    }
    default:
      return embedding satisfies never
  }
}
