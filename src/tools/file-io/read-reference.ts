import { ClawError } from '../../kernel/claw-error.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ToolContext } from '../define-tool.ts'
import type { FileIoInput } from './file-io-input.ts'
import { trimPartialUtf8 } from './utf8.ts'

/** Results that were too large for a line, kept by their hash. The same as `RefStore.read` of the store. */
export interface ReferencePort {
  read(
    scope: { run_id: string; subtask_id: string },
    sha256: string,
    range: { offset: number; limit: number },
  ): { data: Uint8Array; bytes: number } | undefined
}

/** Op `read` of `ref:<sha256>`: a slice in bytes. Only what was cut for this very subtask can be read. */
export function readReference(input: FileIoInput, context: ToolContext, port: ReferencePort | undefined, maxBytes: number): JsonObject {
  const path = input.path ?? ''
  const sha256 = path.slice('ref:'.length)
  const offset = input.offset ?? 0
  const limit = Math.min(input.limit ?? maxBytes, maxBytes)
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new ClawError('TOOL_BAD_ARGS', `'${path}' is not 'ref:' and 64 hex digits.`)
  const found = port?.read({ run_id: context.run_id, subtask_id: context.subtask_id }, sha256, { offset, limit })
  if (found === undefined) throw new ClawError('PATH_NOT_FOUND', `Nothing was kept as '${path}' for this subtask.`)
  const whole = offset + found.data.length >= found.bytes
  const slice = whole ? Buffer.from(found.data) : trimPartialUtf8(Buffer.from(found.data))
  const next = offset + slice.length
  return {
    path,
    content: new TextDecoder('utf-8').decode(slice),
    offset,
    bytes: found.bytes,
    next_offset: next < found.bytes ? next : null,
    truncated: next < found.bytes,
  }
}
