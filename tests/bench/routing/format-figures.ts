import { type Column, formatTable } from '../../../src/view/format-table.ts'
import type { RoutingFigures } from './measure-routing.ts'
import type { Latency } from './routing-latency.ts'

const COLUMNS = 120

/** Shares in per cent. */
export function routingTable(rows: readonly (RoutingFigures & { readonly examples: number })[]): string {
  const column = (title: string, cell: (row: (typeof rows)[number]) => string): Column<(typeof rows)[number]> => ({
    title,
    cell,
    align: 'right',
  })
  return formatTable(
    rows,
    [
      column('examples', (row) => String(row.examples)),
      column('agents', (row) => String(row.agents)),
      column('tasks', (row) => String(row.tasks)),
      column('top-1', (row) => percent(row.top1)),
      column('top-3', (row) => percent(row.top3)),
      column('AUROC', (row) => percent(row.auroc)),
      column(`in scope at ${rows[0]?.threshold}`, (row) => percent(row.in_scope_accuracy)),
      column('out of scope', (row) => percent(row.out_of_scope_recall)),
    ],
    { columns: COLUMNS },
  )
}

export function latencyTable(rows: readonly Latency[]): string {
  const column = (title: string, cell: (row: Latency) => string): Column<Latency> => ({ title, cell, align: 'right' })
  return formatTable(
    rows,
    [
      column('agents', (row) => row.agents.toLocaleString('en')),
      column('p50', (row) => `${row.p50_ms.toFixed(2)} ms`),
      column('p95', (row) => `${row.p95_ms.toFixed(2)} ms`),
      column('indexed in', (row) => `${row.index_s.toFixed(1)} s`),
    ],
    { columns: COLUMNS },
  )
}

function percent(share: number | null): string {
  return share === null ? '-' : (100 * share).toFixed(1)
}
