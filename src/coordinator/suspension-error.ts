import { ClawError } from '../kernel/claw-error.ts'
import type { ErrorCode } from '../kernel/error-codes.ts'
import type { Suspension } from './ports.ts'

/** Stops a capsule without ending its attempt: nobody is there to answer. Resume goes on from the journal. */
export class SuspensionError extends ClawError {
  readonly suspension: Suspension

  constructor(suspension: Suspension, message: string) {
    super(suspension.reason === 'in_doubt' ? 'IN_DOUBT' : 'RUN_PARKED', message)
    this.name = 'SuspensionError'
    this.suspension = suspension
  }
}

const SUSPENDING = [
  'MODEL_KEY_MISSING',
  'MODEL_KEY_REJECTED',
  'MODEL_RATE_LIMITED',
  'MODEL_UNAVAILABLE',
  'MODEL_TIMEOUT',
  'MODEL_BAD_RESPONSE',
  'MODEL_BAD_REQUEST',
  'TOOL_LIMIT',
  'RUN_BUDGET',
  'RUN_COST',
  'AGENT_BUDGET',
  'PRICE_UNKNOWN',
] as const satisfies readonly ErrorCode[]
const RETRY_ON_RESUME: readonly string[] = [...SUSPENDING, 'AGENT_LIMIT', 'STEP_LIMIT', 'CAPSULE_TIMEOUT', 'MODEL_CONTEXT_LENGTH']

/** The registry itself fails: no attempt is to blame, and the run goes on where it stood when that is mended. */
export function endsRun(code: string): boolean {
  return code === 'FENCED' || code.startsWith('STORE_') || code === 'STATE_UNWRITABLE'
}

/** A provider that failed or a limit of the run: the attempt stays open, and a resume goes on with it from the journal. */
export function suspendsAttempt(code: string): boolean {
  return (SUSPENDING as readonly string[]).includes(code)
}

/** Failures that a resume tries again: raising the limit or a provider that is back may mend them. */
export function mendedByResume(code: string): boolean {
  return RETRY_ON_RESUME.includes(code)
}
