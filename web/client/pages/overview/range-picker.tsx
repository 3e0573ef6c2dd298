import { Button } from '../../kit/act/button.tsx'
import styles from './overview.module.css'

interface RangePickerProps<Range extends string> {
  readonly value: Range
  readonly ranges: readonly Range[]
  readonly onChange: (range: Range) => void
}

/** How far back the figures go. */
export function RangePicker<Range extends string>({ value, ranges, onChange }: RangePickerProps<Range>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is sent
    <div className={styles.ranges} role="group" aria-label="Range of the figures">
      {ranges.map((range) => (
        <Button key={range} size="s" variant="quiet" pressed={range === value} onClick={() => onChange(range)}>
          {range}
        </Button>
      ))}
    </div>
  )
}
