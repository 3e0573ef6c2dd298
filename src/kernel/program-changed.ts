import { ClawError } from './claw-error.ts'

const GONE: ReadonlySet<unknown> = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])
const MAX_CAUSES = 4

/** Of an error that says that a part of the program is missing: it was there when the process started. Undefined for all others. */
export function programChanged(error: unknown): ClawError | undefined {
  for (let next = error, depth = 0; next instanceof Error && depth < MAX_CAUSES; next = next.cause, depth += 1)
    if (GONE.has((next as NodeJS.ErrnoException).code))
      return new ClawError('CLAW_CHANGED', 'claw was rebuilt, updated or removed under this process: a part of it is not there any more.', {
        cause: error,
      })
  return undefined
}
