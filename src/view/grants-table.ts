import { visibleLine } from '../kernel/visible-text.ts'
import { formatAge } from './format.ts'
import { formatTable } from './format-table.ts'
import { allowsText, expiryText, usesText } from './grant-row-text.ts'
import type { GrantRow } from './rows.ts'
import type { ListOptions } from './tables.ts'

export function grantsTable(rows: readonly GrantRow[], options: ListOptions): string {
  if (rows.length === 0) return 'No grants: nothing is allowed for longer than its run.'
  const columns = [
    { title: 'GRANT', cell: (row: GrantRow) => row.grant_id },
    { title: 'SCOPE', cell: (row: GrantRow) => row.scope },
    { title: 'BY', cell: (row: GrantRow) => visibleLine(row.by), optional: true },
    { title: 'SINCE', cell: (row: GrantRow) => formatAge(row.created_at, options.now), optional: true },
    { title: 'EXPIRES', cell: (row: GrantRow) => expiryText(row, options.now) },
    { title: 'USED', cell: (row: GrantRow) => usesText(row, options.now), optional: true },
    { title: 'WORKSPACE', cell: (row: GrantRow) => visibleLine(row.workspace), optional: true },
    {
      title: 'ALLOWS',
      cell: allowsText,
      flexible: true,
    },
  ]
  return formatTable(rows, columns, options)
}
