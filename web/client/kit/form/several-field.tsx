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

interface SeveralFieldProps extends FieldProps {
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
  readonly options: readonly Option[]
  readonly placeholder?: string
}

/** Several of those that are known; what is chosen stands in the field and can be taken out. */
export function SeveralField({ value, onChange, options, placeholder, ...field }: SeveralFieldProps) {
  const chosen = useMemo(() => value.map((one) => options.find((option) => option.value === one) ?? { value: one }), [options, value])
  return (
    <Field {...field}>
      <Base.Root
        multiple
        items={options}
        value={chosen}
        onValueChange={(picked: Option[], { reason, allowPropagation }) => {
          // Escape leaves what is written, and the dialog around it; what was chosen is not taken away by it.
          if (reason === 'escape-key') allowPropagation()
          else onChange(picked.map((option) => option.value))
        }}
        itemToStringLabel={(option: Option) => option.label ?? option.value}
        isItemEqualToValue={(item: Option, one: Option) => item.value === one.value}
        disabled={field.disabled ?? false}
      >
        <Base.Chips className={classNames(styles.control, styles.chips)}>
          <Base.Value>
            {(picked: Option[]) => (
              <>
                {picked.map(({ value, label }) => (
                  <Base.Chip key={value} className={styles.chip} aria-label={label ?? value}>
                    {label ?? value}
                    <Base.ChipRemove aria-label={`Remove ${label ?? value}`}>
                      <Icon name="close" />
                    </Base.ChipRemove>
                  </Base.Chip>
                ))}
                <Base.Input {...wrong(field.error)} placeholder={picked.length === 0 ? placeholder : undefined} spellCheck={false} />
              </>
            )}
          </Base.Value>
        </Base.Chips>
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
