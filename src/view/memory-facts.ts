import { formatAge, formatDuration } from './format.ts'
import type { MemoryRow } from './memory-row.ts'

/** Everything about one item but its text: name and words, which are untrusted. */
export function memoryFacts(row: MemoryRow, now: number): readonly (readonly [string, string])[] {
  return [
    ['memory', `${row.memory_id} of ${row.agent_id}`],
    ['kind', row.kind],
    ['state', row.superseded_by === null ? memoryStateText(row) : `superseded by ${row.superseded_by}`],
    ['learned', `${formatAge(row.created_at, now)} in run ${row.run_id}${row.subtask_id === null ? '' : `, subtask ${row.subtask_id}`}`],
    ['evidence', evidenceText(row)],
    ['expires', expiryText(row, now)],
    ['recalled', row.last_recalled_at === null ? 'never' : `${row.uses}x, last ${formatAge(row.last_recalled_at, now)}`],
  ]
}

export function memoryStateText({ state, pinned, untrusted }: MemoryRow): string {
  return [state, ...(pinned ? ['pinned'] : []), ...(untrusted ? ['untrusted'] : [])].join(', ')
}

function evidenceText({ evidence, tool, seq }: MemoryRow): string {
  return tool === null ? `call ${evidence}` : `${tool} call ${evidence}, entry ${seq} of the journal`
}

function expiryText({ pinned, expires_at }: MemoryRow, now: number): string {
  if (pinned) return 'never, it is pinned'
  if (expires_at === null) return 'never'
  return expires_at <= now ? `${formatAge(expires_at, now)}` : `in ${daysOr(expires_at - now)}`
}

function daysOr(ms: number): string {
  const days = Math.floor(ms / 86_400_000)
  return days > 1 ? `${days} days` : formatDuration(ms)
}
