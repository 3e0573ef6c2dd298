import { ClawError } from '../../kernel/claw-error.ts'

export interface CapsuleExit {
  readonly code: number | null
  readonly signal: string | null
}

const OUT_OF_MEMORY =
  /heap out of memory|process out of memory|memoryerror|cannot allocate memory|bad_alloc|array buffer allocation failed/i
const SHOWN_STDERR = 400
// A launcher in between reports the signal of its child as exit code 128 + signal.
const REPORTED_SIGKILL = 128 + 9

/** Why a capsule that ended before its agent_response ended, as far as its exit and its last words tell. */
export function classifyExit(exit: CapsuleExit, stderrTail: string): ClawError {
  const data = { code: exit.code, signal: exit.signal, stderr_tail: stderrTail }
  const lastWords = stderrTail.trim().slice(-SHOWN_STDERR)
  const words = lastWords === '' ? '' : ` It said: ${lastWords}`
  if (exit.code !== 0 && OUT_OF_MEMORY.test(stderrTail)) {
    return new ClawError('CAPSULE_OUT_OF_MEMORY', `The capsule ran out of memory (${describe(exit)}).${words}`, { data })
  }
  return new ClawError('CAPSULE_EXITED', `The capsule ended before its agent_response (${describe(exit)}).${words}`, { data })
}

function describe({ code, signal }: CapsuleExit): string {
  if (signal === 'SIGKILL' || code === REPORTED_SIGKILL) return 'killed by SIGKILL, perhaps by the system for its memory'
  return signal === null ? `exit code ${code}` : `signal ${signal}`
}
