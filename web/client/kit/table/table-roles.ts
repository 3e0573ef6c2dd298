/** Elements of a table that are laid out as cards lose their roles; said explicitly they keep them. */
export const ROLES = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  cell: { role: 'cell' },
  /** Where rows are that are out of sight. */
  gap: { role: 'presentation', 'aria-hidden': true },
} as const
