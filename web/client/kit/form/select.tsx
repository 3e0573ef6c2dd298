import { Select as Base } from '@base-ui/react/select'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import popup from '../over/popup.module.css'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import type { Option } from './option.ts'
import { wrong } from './wrong.ts'

interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly Option<Value>[]
}

/** One of a few that are known. For many, or where something else may be typed: Combobox, Autocomplete. */
export function Select<Value extends string>({ value, onChange, options, ...field }: SelectProps<Value>) {
  const items = options.map(({ value, label }) => ({ value, label: label ?? value }))
  return (
    <Field {...field} custom>
      <Base.Root
        items={items}
        value={value}
        onValueChange={(chosen) => chosen !== null && onChange(chosen)}
        disabled={field.disabled ?? false}
      >
        <Base.Trigger {...wrong(field.error)} className={classNames(styles.control, styles.select)}>
          <Base.Value className={styles.value} />
          <Icon name="chevron-down" />
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner className={popup.place} sideOffset={4} alignItemWithTrigger={false} collisionPadding={8}>
            <Base.Popup className={popup.popup}>
              {options.map(({ value, label, hint }) => (
                <Base.Item key={value} className={popup.item} value={value}>
                  <span className={popup.tick}>
                    <Base.ItemIndicator>
                      <Icon name="check" />
                    </Base.ItemIndicator>
                  </span>
                  <span className={popup.main}>
                    <Base.ItemText>{label ?? value}</Base.ItemText>
                    {hint !== undefined && <span className={popup.aside}>{hint}</span>}
                  </span>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}
