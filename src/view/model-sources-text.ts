import { formatTable, type TableOptions } from './format-table.ts'
import { visibleLine } from './shown-text.ts'

/** A place that said something about provider, model, key or address. */
export interface ModelSourceRow {
  readonly name: string
  readonly origin: string
  readonly where: string
  /** Hidden for a key. */
  readonly value: string
  /** Why it does not count; null: it does. */
  readonly ignored: string | null
}

export function modelSourcesText(rows: readonly ModelSourceRow[], options: TableOptions): string {
  if (rows.length === 0) return 'Nothing is set: no key, no address, no choice. A model: claw setup'
  const columns = [
    { title: 'SETTING', cell: (row: ModelSourceRow) => row.name },
    {
      title: 'FROM',
      cell: (row: ModelSourceRow) => (row.origin === 'environment' || row.origin === 'flag' ? row.origin : visibleLine(row.where)),
    },
    { title: 'COUNTS', cell: (row: ModelSourceRow) => (row.ignored === null ? 'yes' : `no: ${visibleLine(row.ignored)}`) },
    { title: 'VALUE', cell: (row: ModelSourceRow) => visibleLine(row.value), flexible: true },
  ]
  return formatTable(rows, columns, options)
}
