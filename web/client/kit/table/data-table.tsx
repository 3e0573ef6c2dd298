import { type ReactNode, useState } from 'react'
import { classNames } from '../class-names.ts'
import { ErrorNotice } from '../notice/error-notice.tsx'
import { Skeleton } from '../notice/skeleton.tsx'
import type { Column, Sorting } from './column.ts'
import styles from './data-table.module.css'
import { LoadMore, type More } from './load-more.tsx'
import type { Selection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'
import { SortBar } from './sort-bar.tsx'
import { TableBody } from './table-body.tsx'
import { TableHead } from './table-head.tsx'
import { ROLES } from './table-roles.ts'

export interface DataTableProps<Row> {
  /** What the rows are: "Runs". */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  /** Undefined: they are being loaded. */
  readonly rows: readonly Row[] | undefined
  readonly keyOf: (row: Row) => string
  /** Makes the content of the first column a Link: the whole row leads there, and arrows, Home and End go from row to row. */
  readonly rowLink?: (row: Row, content: ReactNode) => ReactNode
  /** Instead of the table when there are no rows: an Empty. */
  readonly empty: ReactNode
  readonly error?: unknown
  readonly onRetry?: () => void
  readonly sorting?: Sorting | undefined
  readonly onSort?: (sorting: Sorting) => void
  /** How many there are in all, where that is known. */
  readonly total?: number | undefined
  readonly more?: More | undefined
  readonly selection?: Selection | undefined
  /** For the box of a row: "Select run 3d10". */
  readonly nameOf?: (row: Row) => string
}

/** From so many rows on only those in sight are in the page, in a box that scrolls by itself. */
const MANY = 100

/** Rows that are alike. On a phone, and wherever the room is short, each row is a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, empty, error, onRetry, sorting, onSort, total, more, selection, keyOf } = props
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  if (error !== undefined && error !== null && rows === undefined) return <ErrorNotice error={error} onRetry={onRetry} />
  if (rows === undefined) return <Skeleton lines={8} height="var(--row)" />
  if (rows.length === 0) return empty
  const many = rows.length > MANY
  const keys = selection === undefined ? [] : rows.map(keyOf)
  return (
    <div className={styles.wrap}>
      {selection !== undefined && <SelectionBar selection={selection} />}
      {onSort !== undefined && <SortBar columns={columns} sorting={sorting} onSort={onSort} />}
      <div ref={setBox} className={classNames(many && styles.box)}>
        <table {...ROLES.table} className={styles.table} aria-label={label} aria-rowcount={rowCount(rows.length, total, more)}>
          <TableHead columns={columns} sorting={sorting} onSort={onSort} selection={selection} keys={keys} />
          <TableBody {...props} rows={rows} many={many} box={box} keys={keys} />
        </table>
        {more !== undefined && <LoadMore {...more} />}
      </div>
    </div>
  )
}

/** With the head; -1: nobody knows. */
function rowCount(loaded: number, total: number | undefined, more: More | undefined): number {
  if (total !== undefined) return total + 1
  return more?.hasMore === true ? -1 : loaded + 1
}
