import { Button } from '../act/button.tsx'
import type { Option } from '../form/option.ts'
import { SearchField } from '../form/search-field.tsx'
import { Select } from '../form/select.tsx'
import styles from './filter-bar.module.css'

export interface Facet {
  readonly name: string
  readonly label: string
  /** Empty: any. */
  readonly value: string
  readonly options: readonly Option[]
  /** In place of "any". */
  readonly none?: string
  readonly onChange: (value: string) => void
}

interface FilterBarProps {
  /** What is filtered: "runs". */
  readonly of: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly placeholder?: string
  readonly facets?: readonly Facet[]
  /** How many are left, read out when it changes: "12 of 340". Undefined: not known yet, and its room is kept. */
  readonly found?: string | undefined
  /** Everything to what it is without a filter, in one step of the address. */
  readonly onClear: () => void
}

/** What a list is narrowed down by. All of it stands in the address: give the values from there and put them there. */
export function FilterBar(props: FilterBarProps) {
  const { of, text, onText, placeholder, facets = [], found, onClear } = props
  const coming = Object.hasOwn(props, 'found') ? '\u00a0' : undefined
  const filtered = text !== '' || facets.some(({ value }) => value !== '')
  return (
    <search className={styles.bar} aria-label={`Filter ${of}`}>
      <div className={styles.text}>
        <SearchField label={`Search ${of}`} value={text} onChange={onText} placeholder={placeholder ?? `Search ${of}`} />
      </div>
      {facets.map(({ name, label, value, options, none = 'any', onChange }) => (
        <div key={name} className={styles.facet}>
          <Select label={label} bare value={value} onChange={onChange} options={[{ value: '', label: `${label}: ${none}` }, ...options]} />
        </div>
      ))}
      <output className={styles.found}>{found ?? coming}</output>
      {filtered && (
        <Button variant="quiet" icon="close" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </search>
  )
}
