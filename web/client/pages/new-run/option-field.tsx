import type { Field, FieldValue } from '../../../../src/view/menu/parts/form/field.ts'
import { Autocomplete } from '../../kit/form/autocomplete.tsx'
import { Checkbox } from '../../kit/form/checkbox.tsx'
import { Combobox } from '../../kit/form/combobox.tsx'
import { NumberField } from '../../kit/form/number-field.tsx'
import { Select } from '../../kit/form/select.tsx'
import { SeveralField } from '../../kit/form/several-field.tsx'
import { TextArea } from '../../kit/form/text-area.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import styles from './new-run.module.css'

interface OptionFieldProps {
  readonly field: Field
  readonly value: FieldValue
  readonly error: string | undefined
  /** What is known of free text: tags of earlier runs. */
  readonly known?: readonly string[]
  readonly onChange: (value: FieldValue) => void
}

const MANY = 12

/** A field of the menu's form, in the browser. */
export function OptionField({ field, value, error, known, onChange }: OptionFieldProps) {
  const { name, label, help } = field
  const shared = { name, label, hint: help, error }
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'choice': {
      const options = field.options.map((option) => ({ label: option.value, ...option }))
      return options.length > MANY ? (
        <Combobox
          {...shared}
          value={text}
          onChange={onChange}
          options={options.filter((option) => option.value !== '')}
          placeholder={options[0]?.label ?? ''}
        />
      ) : (
        <Select {...shared} value={text} onChange={onChange} options={options} />
      )
    }
    case 'several':
      return <SeveralField {...shared} value={Array.isArray(value) ? value : []} onChange={onChange} options={field.options} />
    case 'yes-no':
      return (
        <div className={styles.check}>
          <Checkbox label={label} checked={value === true} onChange={(checked) => onChange(checked)} />
          <span className={styles.hint}>{help}</span>
        </div>
      )
    case 'number':
      return (
        <NumberField {...shared} value={typeof value === 'number' ? value : null} onChange={onChange} min={field.min} max={field.max} />
      )
    case 'text':
    case 'json':
      return <TextArea {...shared} mono rows={3} value={text} onChange={onChange} />
    case 'line':
    case 'path':
      return known === undefined ? (
        <TextField {...shared} value={text} onChange={onChange} placeholder={field.placeholder ?? ''} mono={field.kind === 'path'} />
      ) : (
        <Autocomplete
          {...shared}
          value={text}
          onChange={onChange}
          options={known.map((one) => ({ value: one }))}
          placeholder={field.placeholder ?? ''}
        />
      )
    case 'secret':
      return null
    default:
      return field satisfies never
  }
}
