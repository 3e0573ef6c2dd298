import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { formatAge } from './format.ts'
import { formatTable } from './format-table.ts'
import { memoryFacts, memoryStateText } from './memory-facts.ts'
import type { MemoryHit, MemoryRow } from './memory-row.ts'
import type { ListOptions } from './tables.ts'

/** What an agent remembers; with scores, what was found. */
export function memoryTable(rows: readonly (MemoryRow | MemoryHit)[], options: ListOptions): string {
  const scored = rows.some((row) => 'score' in row)
  const columns = [
    { title: 'MEMORY', cell: (row: MemoryRow) => row.memory_id },
    ...(scored ? [{ title: 'SCORE', cell: scoreText }] : []),
    { title: 'KIND', cell: (row: MemoryRow) => row.kind },
    { title: 'STATE', cell: memoryStateText },
    { title: 'LEARNED', cell: (row: MemoryRow) => formatAge(row.created_at, options.now), optional: true },
    { title: 'RUN', cell: (row: MemoryRow) => visibleLine(row.run_id), optional: true },
    { title: 'USED', cell: (row: MemoryRow) => `${row.uses}x`, optional: true },
    { title: 'WHAT', cell: (row: MemoryRow) => visibleLine(row.text), flexible: true },
  ]
  return formatTable(rows, columns, options)
}

/** Everything about one item. */
export function memoryText(row: MemoryRow, now: number): string {
  const facts = memoryFacts(row, now).map(([label, text]) => `${label.padEnd(10)}${visibleLine(text)}`)
  return `${facts.join('\n')}\n\n${visibleText(row.text)}`
}

function scoreText(row: MemoryRow | MemoryHit): string {
  return 'score' in row ? row.score.toFixed(2) : ''
}
