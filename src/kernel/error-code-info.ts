import type { ExitCode } from './exit-codes.ts'

/** The exit code that an error leads to, what it means, and the way out. */
export interface ErrorCodeInfo {
  readonly exit: ExitCode
  readonly meaning: string
  readonly fix: string
}
