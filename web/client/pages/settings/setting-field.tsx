import { NumberField } from '../../kit/form/number-field.tsx'
import { Select } from '../../kit/form/select.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import type { Setting } from './use-settings.ts'

interface SettingFieldProps {
  readonly setting: Setting
  readonly value: string
  readonly onChange: (text: string) => void
  /** Empty: none. */
  readonly problem: string
}

const UNSET = { value: '', label: 'unset' }

/** The control for the kind of a setting; all of them give the text that config.json would have. */
export function SettingField({ setting: { type, takes }, value, onChange, problem }: SettingFieldProps) {
  const field = { label: 'Value', name: 'value', hint: `It takes ${takes}.`, error: problem === '' ? undefined : problem }
  switch (type.kind) {
    case 'boolean':
      return <Select {...field} value={value} onChange={onChange} options={[{ value: 'true' }, { value: 'false' }]} />
    case 'choice':
      return (
        <Select
          {...field}
          value={value}
          onChange={onChange}
          options={[...(value === '' ? [UNSET] : []), ...type.values.map((one) => ({ value: one }))]}
        />
      )
    case 'number':
      return (
        <NumberField
          {...field}
          value={value === '' ? null : Number(value)}
          onChange={(number) => onChange(number === null ? '' : String(number))}
          min={type.min}
          max={type.max}
          step={type.integer ? 1 : 0.1}
        />
      )
    case 'url':
      return <TextField {...field} value={value} onChange={onChange} type="url" mono />
    case 'text':
    case 'list':
    case 'path':
    case 'secret':
      return <TextField {...field} value={value} onChange={onChange} mono />
    default:
      return type satisfies never
  }
}
