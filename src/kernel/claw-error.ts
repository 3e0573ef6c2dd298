import { ERROR_CODES, type ErrorCode, type ExitCode } from './error-codes.ts'

export interface ClawErrorOptions {
  /** A command or an act that mends it; the code's general way out when absent. */
  readonly fix?: string
  /** Where to look: run id, log file, setting. */
  readonly where?: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly retryable?: boolean
  readonly cause?: unknown
}

/** An expected failure with a stable code. Its message names the offender; `fix` names the way out. */
export class ClawError extends Error {
  readonly code: ErrorCode
  readonly fix: string
  readonly where: string | undefined
  readonly data: Readonly<Record<string, unknown>>
  readonly retryable: boolean

  constructor(code: ErrorCode, message: string, options: ClawErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ClawError'
    this.code = code
    this.fix = options.fix ?? ERROR_CODES[code].fix
    this.where = options.where
    this.data = options.data ?? {}
    this.retryable = options.retryable ?? false
  }

  get exitCode(): ExitCode {
    return ERROR_CODES[this.code].exit
  }
}

/** The error as it travels on the wire, into events and into results. */
export interface WireErrorShape {
  code: string
  message: string
  retryable: boolean
}

/** The one mapper between errors inside and errors on the wire. A bug is told by its message only, never by its stack. */
export function toWireError(error: unknown): WireErrorShape {
  if (error instanceof ClawError) return { code: error.code, message: error.message, retryable: error.retryable }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, retryable: false }
}
