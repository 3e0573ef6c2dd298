import { classNames } from '../class-names.ts'
import { Checkbox } from '../form/checkbox.tsx'
import { Icon } from '../icon.tsx'
import type { Column, Sorting } from './column.ts'
import styles from './data-table.module.css'
import { markedOf, type Selection } from './selection.ts'
import { ROLES } from './table-roles.ts'

interface TableHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sorting: Sorting | undefined
  readonly onSort: ((sorting: Sorting) => void) | undefined
  readonly selection: Selection | undefined
  readonly keys: readonly string[]
}

export function TableHead<Row>({ columns, sorting, onSort, selection, keys }: TableHeadProps<Row>) {
  const marked = selection === undefined ? 'none' : markedOf(selection.keys, keys)
  return (
    <thead {...ROLES.group} className={styles.head}>
      <tr {...ROLES.row} aria-rowindex={1}>
        {selection !== undefined && (
          <th {...ROLES.head} className={styles.mark}>
            <Checkbox
              label="Select all that are loaded"
              bare
              checked={marked === 'all'}
              mixed={marked === 'some'}
              onChange={(all) => selection.onChange(new Set(all ? keys : []))}
            />
          </th>
        )}
        {columns.map(({ id, title, width, align, sorts = false, minor = false }) => {
          const by = sorting?.by === id ? sorting : undefined
          return (
            <th
              key={id}
              {...ROLES.head}
              scope="col"
              className={classNames(align === 'end' && styles.end, minor && styles.minor)}
              style={width === undefined ? undefined : { width }}
              aria-sort={by === undefined ? undefined : by.down ? 'descending' : 'ascending'}
            >
              {sorts && onSort !== undefined ? (
                <button type="button" className={styles.sort} onClick={() => onSort({ by: id, down: by === undefined ? true : !by.down })}>
                  {title}
                  <Icon name={by === undefined ? 'sort' : by.down ? 'chevron-down' : 'chevron-up'} />
                </button>
              ) : (
                title
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
