import { type Column, formatTable } from '../../../src/view/format-table.ts'
import type { RoutedTask } from './route-data-set.ts'
import { type RoutingFigures, routingFigures } from './routing-figures.ts'
import type { Latency } from './routing-latency.ts'

const COLUMNS = 120

export interface Measured {
  /** Per agent. */
  readonly examples: number
  readonly routed: readonly RoutedTask[]
}

interface FigureRow extends RoutingFigures {
  readonly name: string
}

/** A line for each number of examples; shares in per cent. */
export function routingTable(measured: readonly Measured[]): string {
  return figureTable(
    'examples',
    measured.map(({ examples, routed }) => ({ name: String(examples), ...routingFigures(routed) })),
  )
}

/** A line for each kind of tasks. */
export function kindTable({ examples, routed }: Measured): string {
  const kinds = [...new Set(routed.map(({ kind = 'other' }) => kind))].sort()
  const rows = kinds.map((name) => ({ name, ...routingFigures(routed.filter(({ kind = 'other' }) => kind === name)) }))
  return figureTable(`with ${examples}, by kind`, rows)
}

function figureTable(title: string, rows: readonly FigureRow[]): string {
  const column = (name: string, cell: (row: FigureRow) => string): Column<FigureRow> => ({ title: name, cell, align: 'right' })
  return formatTable(
    rows,
    [
      column(title, (row) => row.name),
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
