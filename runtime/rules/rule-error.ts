import type { ErrorCode } from '../../src/kernel/error-codes.ts'

/** An expected failure of a recipe: told to the person in these words, with the code of the tool where one failed. */
export class RuleError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'RuleError'
    this.code = code
  }
}
