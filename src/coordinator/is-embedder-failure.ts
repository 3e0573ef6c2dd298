import type { ClawError } from '../kernel/claw-error.ts'

/** An embedder that fails, its thread or its API, where no model of the run is asked. */
export function isEmbedderFailure({ code }: ClawError): boolean {
  return code.startsWith('EMBEDDER_') || code.startsWith('MODEL_')
}
