import { Select } from '../form/select.tsx'
import type { Column, Sorting } from './column.ts'
import styles from './data-table.module.css'

interface SortBarProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sorting: Sorting | undefined
  readonly onSort: (sorting: Sorting) => void
}

/** Where rows are cards there is no head to press. */
export function SortBar<Row>({ columns, sorting, onSort }: SortBarProps<Row>) {
  const options = columns
    .filter(({ sorts }) => sorts)
    .flatMap(({ id, title }) => [
      { value: `${id} down`, label: `${title}, highest first` },
      { value: `${id} up`, label: `${title}, lowest first` },
    ])
  const value = sorting === undefined ? '' : `${sorting.by} ${sorting.down ? 'down' : 'up'}`
  const choose = (chosen: string) => {
    const [by = '', way] = chosen.split(' ')
    onSort({ by, down: way === 'down' })
  }
  return (
    <div className={styles.sortBar}>
      <Select label="Sort by" value={value} onChange={choose} options={options} />
    </div>
  )
}
