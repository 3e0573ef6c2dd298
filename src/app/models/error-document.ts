import { ClawError } from '../../kernel/claw-error.ts'
import type { ErrorDocument } from '../../protocol/run.ts'

/** An expected failure of a model as a value; a bug is thrown on. */
export function errorDocument(error: unknown): ErrorDocument {
  if (!(error instanceof ClawError)) throw error
  const { code, message, fix } = error
  return { code, message, fix }
}
