import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Checkbox } from '../form/checkbox.tsx'
import type { Column } from './column.ts'
import styles from './data-table.module.css'
import { ROLES } from './table-roles.ts'

interface TableRowProps<Row> {
  readonly row: Row
  readonly index: number
  readonly columns: readonly Column<Row>[]
  readonly rowLink: ((row: Row, content: ReactNode) => ReactNode) | undefined
  readonly measure: (element: HTMLTableRowElement | null) => void
  /** Undefined: rows are not marked here. */
  readonly marked: boolean | undefined
  readonly name: string
  readonly onMark: ((index: number, marked: boolean, shift: boolean) => void) | undefined
}

export function TableRow<Row>({ row, index, columns, rowLink, measure, marked, name, onMark }: TableRowProps<Row>) {
  return (
    <tr
      {...ROLES.row}
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={marked}
      className={classNames(styles.row, rowLink !== undefined && styles.leads)}
    >
      {onMark !== undefined && (
        <td {...ROLES.cell} className={styles.mark}>
          <Checkbox label={`Select ${name}`} bare checked={marked === true} onChange={(now, shift) => onMark(index, now, shift)} />
        </td>
      )}
      {columns.map(({ id, title, cell, align, minor = false, oneLine = false }, at) => (
        <td
          key={id}
          {...ROLES.cell}
          data-title={title}
          className={classNames(
            styles.cell,
            align === 'end' && styles.end,
            minor && styles.minor,
            oneLine && styles.oneLine,
            at === 0 && styles.first,
          )}
        >
          {at === 0 && rowLink !== undefined ? rowLink(row, cell(row)) : cell(row)}
        </td>
      ))}
    </tr>
  )
}
