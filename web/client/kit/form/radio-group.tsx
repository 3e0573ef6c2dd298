import { Radio } from '@base-ui/react/radio'
import { RadioGroup as Base } from '@base-ui/react/radio-group'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import type { Option } from './option.ts'
import { wrong } from './wrong.ts'

interface RadioGroupProps<Value extends string> extends FieldProps {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly Option<Value>[]
}

/** One of a few, all of them to be seen. */
export function RadioGroup<Value extends string>({ value, onChange, options, ...field }: RadioGroupProps<Value>) {
  return (
    <Field {...field} custom>
      <Base
        className={styles.group}
        {...wrong(field.error)}
        value={value}
        onValueChange={(chosen) => onChange(chosen as Value)}
        aria-label={field.label}
      >
        {options.map((option) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
          <label key={option.value} className={styles.choice}>
            <Radio.Root className={styles.radio} value={option.value}>
              <Radio.Indicator className={styles.dot} />
            </Radio.Root>
            <span>
              {option.label ?? option.value}
              {option.hint !== undefined && <span className={styles.hint}>{` ${option.hint}`}</span>}
            </span>
          </label>
        ))}
      </Base>
    </Field>
  )
}
