import type { SubtaskRecord } from '../store/records.ts'

/** The subtask, and what its agent gave away. */
export function familyOf(id: string, rows: readonly SubtaskRecord[]): ReadonlySet<string> {
  const family = new Set([id])
  for (const { spec } of rows) if (spec.delegated_by !== undefined && family.has(spec.delegated_by)) family.add(spec.id)
  return family
}
