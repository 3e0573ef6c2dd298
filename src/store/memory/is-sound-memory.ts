import { MEMORY_KINDS, type StoredMemory } from './memory-records.ts'

const ID = /^[0-9a-f]{12}$/
/** The last moment that a date can hold. */
const LAST_MS = 8.64e15

/** Whether claw can have written it: a file that was brought along holds what somebody else put into its columns. */
export function isSoundMemory(item: StoredMemory): boolean {
  const { memory_id, run_id, kind, superseded_by, created_at, expires_at, superseded_at, last_recalled_at, uses } = item
  const ids = [memory_id, run_id, ...(superseded_by === null ? [] : [superseded_by])]
  const moments = [created_at, expires_at ?? 0, superseded_at ?? 0, last_recalled_at ?? 0]
  return ids.every((id) => ID.test(id)) && MEMORY_KINDS.includes(kind) && moments.every(isMoment) && uses >= 0
}

function isMoment(ms: number): boolean {
  return ms >= 0 && ms <= LAST_MS
}
