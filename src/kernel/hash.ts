import { createHash } from 'node:crypto'
import { canonicalJson } from './json.ts'

/** SHA-256 as 64 lower-case hex digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** The hash that binds a request, an approval and an execution together: SHA-256 of the canonical JSON. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value))
}
