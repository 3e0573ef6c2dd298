import { NumberField as Base } from '@base-ui/react/number-field'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import { wrong } from './wrong.ts'

interface NumberFieldProps extends FieldProps {
  /** Null: nothing is filled in. */
  readonly value: number | null
  readonly onChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
}

// No thousands separators, and as many digits as were typed: 1,000 could be read as one.
const FORMAT = { useGrouping: false, maximumFractionDigits: 20 } as const

export function NumberField({ value, onChange, min, max, step, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      <Base.Root
        value={value}
        onValueChange={onChange}
        min={min}
        max={max}
        step={step}
        locale="en-US"
        format={FORMAT}
        required={field.required}
        allowOutOfRange
      >
        <Base.Group className={classNames(styles.control, styles.row)}>
          <Base.Input {...wrong(field.error)} />
          <Base.Decrement className={styles.step} aria-label={`Less: ${field.label}`}>
            <Icon name="minus" />
          </Base.Decrement>
          <Base.Increment className={styles.step} aria-label={`More: ${field.label}`}>
            <Icon name="plus" />
          </Base.Increment>
        </Base.Group>
      </Base.Root>
    </Field>
  )
}
