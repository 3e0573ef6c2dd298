import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { useState } from 'react'
import { classNames } from '../class-names.ts'
import popup from '../over/popup.module.css'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import type { Option } from './option.ts'
import { wrong } from './wrong.ts'

interface AutocompleteProps extends FieldProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly options: readonly Option[]
  readonly placeholder?: string
}

/** Any text; what is known is offered while it is typed. Where nothing fits, nothing opens: what is open takes the rest of the page away. */
export function Autocomplete({ value, onChange, options, placeholder, ...field }: AutocompleteProps) {
  const [asked, setAsked] = useState(false)
  const typed = value.toLowerCase()
  const fits = options.some((option) => `${option.value} ${option.label ?? ''}`.toLowerCase().includes(typed))
  return (
    <Field {...field}>
      <Base.Root
        items={options}
        value={value}
        onValueChange={onChange}
        itemToStringValue={(option: Option) => option.value}
        required={field.required ?? false}
        open={asked && fits}
        onOpenChange={setAsked}
        openOnInputClick
      >
        <Base.Input {...wrong(field.error)} className={styles.control} placeholder={placeholder} spellCheck={false} />
        <Base.Portal>
          <Base.Positioner className={popup.place} sideOffset={4} collisionPadding={8}>
            <Base.Popup className={classNames(popup.popup)}>
              <Base.List>
                {(option: Option) => (
                  <Base.Item key={option.value} className={popup.item} value={option}>
                    <span className={popup.main}>
                      {option.label ?? option.value}
                      {option.hint !== undefined && <span className={popup.aside}>{option.hint}</span>}
                    </span>
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </Field>
  )
}
