import { useRef } from 'react'
import type { DataTableProps } from './data-table.tsx'
import { withRow } from './selection.ts'
import { ROLES } from './table-roles.ts'
import { TableRow } from './table-row.tsx'
import { useRowKeys } from './use-row-keys.ts'
import { useRowsInSight } from './use-rows-in-sight.ts'

interface TableBodyProps<Row> extends DataTableProps<Row> {
  readonly rows: readonly Row[]
  /** Only those in sight are in the page. */
  readonly many: boolean
  /** What scrolls; null before it is in the page. */
  readonly box: HTMLDivElement | null
  readonly keys: readonly string[]
}

export function TableBody<Row>({ rows, columns, keyOf, nameOf, rowLink, many, box, selection, keys }: TableBodyProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null)
  const lastMarked = useRef<number>(undefined)
  const { entries, measure, reveal, keep } = useRowsInSight({ count: rows.length, many, box, body })
  const mark = (index: number, marked: boolean, shift: boolean) => {
    selection?.onChange(withRow(selection.keys, keys, index, marked, shift ? lastMarked.current : undefined))
    lastMarked.current = index
  }
  const onKeyDown = useRowKeys({
    body,
    count: rows.length,
    reveal,
    onMark: (index) => mark(index, selection?.keys.has(keys[index] ?? '') !== true, false),
    marks: selection !== undefined,
  })
  return (
    <tbody
      {...ROLES.group}
      ref={body}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => keep(rowIndex(target))}
      onBlur={() => keep(undefined)}
    >
      {entries.map((entry) => {
        if (entry.is === 'gap')
          return (
            <tr key={`gap before ${entry.before}`} {...ROLES.gap}>
              <td style={{ height: entry.height, padding: 0, border: 0 }} />
            </tr>
          )
        const row = rows[entry.index]
        if (row === undefined) return null
        const key = keyOf(row)
        return (
          <TableRow
            key={key}
            row={row}
            index={entry.index}
            columns={columns}
            rowLink={rowLink}
            measure={measure}
            marked={selection?.keys.has(key)}
            name={nameOf?.(row) ?? key}
            onMark={selection === undefined ? undefined : mark}
          />
        )
      })}
    </tbody>
  )
}

function rowIndex(element: Element): number | undefined {
  const index = element.closest('tr')?.dataset['index']
  return index === undefined ? undefined : Number(index)
}
