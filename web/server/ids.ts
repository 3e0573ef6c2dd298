import { ClawError } from '../../src/kernel/claw-error.ts'
import { isRunId } from '../../src/kernel/ids.ts'

/** Runs and approvals have ids of the same shape. Throws ID_INVALID. */
export function requireId(text: string | undefined): string {
  if (text !== undefined && isRunId(text)) return text
  throw new ClawError('ID_INVALID', 'An id is 12 hexadecimal digits.')
}
