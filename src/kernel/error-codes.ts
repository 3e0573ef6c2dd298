import type { ErrorCodeInfo } from './error-code-info.ts'
import { AGENT_ERRORS } from './errors/agent-errors.ts'
import { CAPSULE_ERRORS } from './errors/capsule-errors.ts'
import { COMMAND_LINE_ERRORS } from './errors/command-line-errors.ts'
import { MODEL_ERRORS } from './errors/model-errors.ts'
import { RUN_ERRORS } from './errors/run-errors.ts'
import { STORAGE_ERRORS } from './errors/storage-errors.ts'
import { TOOL_ERRORS } from './errors/tool-errors.ts'
import { EXIT_CODES, type ExitCode } from './exit-codes.ts'

export { EXIT_CODE_MEANINGS, EXIT_CODES, type ExitCode } from './exit-codes.ts'

/** Every stable error code. `claw explain <code>` and docs/ERRORS.md are made from this table. */
export const ERROR_CODES = {
  ...COMMAND_LINE_ERRORS,
  ...STORAGE_ERRORS,
  ...MODEL_ERRORS,
  ...AGENT_ERRORS,
  ...CAPSULE_ERRORS,
  ...TOOL_ERRORS,
  ...RUN_ERRORS,
} as const satisfies Record<string, ErrorCodeInfo>

export type ErrorCode = keyof typeof ERROR_CODES

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code)
}

/** The exit code for an error code. Unknown codes (a foreign capsule may send any) count as a failed run. */
export function exitCodeFor(code: string): ExitCode {
  return isErrorCode(code) ? ERROR_CODES[code].exit : EXIT_CODES.failed
}
