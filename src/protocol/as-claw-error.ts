import { ClawError } from '../kernel/claw-error.ts'

/** An error of ours as it is, anything else as INTERNAL. */
export function asClawError(error: unknown): ClawError {
  if (error instanceof ClawError) return error
  return new ClawError('INTERNAL', error instanceof Error ? error.message : String(error), { cause: error })
}
