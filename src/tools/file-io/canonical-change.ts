import type { Json } from '../../kernel/json.ts'
import { isWrite } from './file-io-args.ts'
import { type FileIoInput, fileIoInputSchema } from './file-io-input.ts'

/** Canonical arguments of a call that changes files; undefined: they are none. */
export function canonicalChange(args: Json | undefined): FileIoInput | undefined {
  const parsed = fileIoInputSchema.safeParse(args)
  return parsed.success && isWrite(parsed.data.op) ? parsed.data : undefined
}
