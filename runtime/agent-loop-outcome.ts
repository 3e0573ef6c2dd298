import type { ErrorCode } from '../src/kernel/error-codes.ts'
import type { ModelToolCall, Provenance, WireError } from '../src/protocol/messages.ts'

/** What came of one call of the model. */
export interface CallOutcome {
  readonly call: ModelToolCall
  readonly ok: boolean
  /** What the model is told. */
  readonly text: string
  readonly error: WireError | undefined
  /** Where the whole text can be read, when the host had to cut it. */
  readonly ref: string | undefined
  /** Where the text comes from; undefined for what claw itself says. */
  readonly provenance?: Provenance | undefined
}

export function succeeded(call: ModelToolCall, text: string): CallOutcome {
  return { call, ok: true, text, error: undefined, ref: undefined }
}

/** `seen` is what the tool showed although it failed. */
export function failed(call: ModelToolCall, error: WireError, seen = ''): CallOutcome {
  const text = `Error ${error.code}: ${error.message}${seen === '' ? '' : `\n${seen}`}`
  return { call, ok: false, text, error, ref: undefined }
}

/** A call that never left the capsule. */
export async function refused(call: ModelToolCall, code: ErrorCode, message: string): Promise<CallOutcome> {
  return failed(call, { code, message, retryable: false })
}
