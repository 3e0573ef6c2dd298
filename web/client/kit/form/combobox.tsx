import { Combobox as Base } from '@base-ui/react/combobox'
import { useMemo } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import popup from '../over/popup.module.css'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import type { Option } from './option.ts'
import { OptionList } from './option-list.tsx'
import { wrong } from './wrong.ts'

interface ComboboxProps extends FieldProps {
  /** Empty: nothing is chosen. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly Option[]
  readonly placeholder?: string
}

/** One of many that are known, found by typing. */
export function Combobox({ value, onChange, options, placeholder, ...field }: ComboboxProps) {
  const chosen = useMemo(() => options.find((option) => option.value === value) ?? (value === '' ? null : { value }), [options, value])
  return (
    <Field {...field}>
      <Base.Root
        items={options}
        value={chosen}
        onValueChange={(option: Option | null) => onChange(option?.value ?? '')}
        itemToStringLabel={(option: Option) => option.label ?? option.value}
        isItemEqualToValue={(item: Option, one: Option) => item.value === one.value}
        required={field.required ?? false}
        disabled={field.disabled ?? false}
        autoHighlight
      >
        <Base.InputGroup className={classNames(styles.control, styles.row)}>
          <Base.Input {...wrong(field.error)} placeholder={placeholder} spellCheck={false} />
          <Base.Clear className={styles.step} aria-label={`Clear ${field.label}`}>
            <Icon name="close" />
          </Base.Clear>
          <Base.Trigger className={styles.step} aria-label={`Show what ${field.label} can be`}>
            <Icon name="chevron-down" />
          </Base.Trigger>
        </Base.InputGroup>
        <Base.Portal>
          <Base.Positioner className={popup.place} sideOffset={4} collisionPadding={8}>
            <Base.Popup className={popup.popup}>
              <OptionList />
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}
