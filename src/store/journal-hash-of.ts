import { hashJson } from '../kernel/hash.ts'

/** The hash by which a request is found again in the journal: over everything but `id` and `reason`, which a resumed capsule may choose anew. */
export function journalHashOf(request: Readonly<Record<string, unknown>>): string {
  const { id: _id, reason: _reason, ...rest } = request
  return hashJson(rest)
}
