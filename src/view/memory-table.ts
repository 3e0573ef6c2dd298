import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { formatAge, formatDuration } from './format.ts'
import { formatTable } from './format-table.ts'
import type { MemoryHit, MemoryRow } from './memory-row.ts'
import type { ListOptions } from './tables.ts'

/** What an agent remembers; with scores, what was found. */
export function memoryTable(rows: readonly (MemoryRow | MemoryHit)[], options: ListOptions): string {
  const scored = rows.some((row) => 'score' in row)
  const columns = [
    { title: 'MEMORY', cell: (row: MemoryRow) => row.memory_id },
    ...(scored ? [{ title: 'SCORE', cell: scoreText }] : []),
    { title: 'KIND', cell: (row: MemoryRow) => row.kind },
    { title: 'STATE', cell: stateText },
    { title: 'LEARNED', cell: (row: MemoryRow) => formatAge(row.created_at, options.now), optional: true },
    { title: 'RUN', cell: (row: MemoryRow) => visibleLine(row.run_id), optional: true },
    { title: 'USED', cell: (row: MemoryRow) => `${row.uses}x`, optional: true },
    { title: 'WHAT', cell: (row: MemoryRow) => visibleLine(row.text), flexible: true },
  ]
  return formatTable(rows, columns, options)
}

/** Everything about one item. */
export function memoryText(row: MemoryRow, now: number): string {
  const facts: readonly (readonly [string, string])[] = [
    ['memory', `${row.memory_id} of ${row.agent_id}`],
    ['kind', row.kind],
    ['state', row.superseded_by === null ? stateText(row) : `superseded by ${row.superseded_by}`],
    ['learned', `${formatAge(row.created_at, now)} in run ${row.run_id}${row.subtask_id === null ? '' : `, subtask ${row.subtask_id}`}`],
    ['evidence', evidenceText(row)],
    ['expires', expiryText(row, now)],
    ['recalled', row.last_recalled_at === null ? 'never' : `${row.uses}x, last ${formatAge(row.last_recalled_at, now)}`],
  ]
  return `${facts.map(([label, text]) => `${label.padEnd(10)}${visibleLine(text)}`).join('\n')}\n\n${visibleText(row.text)}`
}

function scoreText(row: MemoryRow | MemoryHit): string {
  return 'score' in row ? row.score.toFixed(2) : ''
}

function stateText({ state, pinned, untrusted }: MemoryRow): string {
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
