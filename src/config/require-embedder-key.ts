import { ClawError } from '../kernel/claw-error.ts'
import type { EmbeddingChoice } from './config.ts'

/** Throws CONFIG_INVALID for an embeddings API without key and address. No part of loading: the command that brings the key loads the settings, too. */
export function requireEmbedderKey(embedding: EmbeddingChoice): void {
  if (embedding.kind !== 'openai' || embedding.apiKey !== null || embedding.baseUrl !== null) return
  throw new ClawError(
    'CONFIG_INVALID',
    `CLOSED_CLAW_EMBEDDING_MODEL=${embedding.model} needs a key for the embeddings API, and there is none.`,
    {
      fix: 'claw secret set OPENAI_API_KEY',
    },
  )
}
