import { Field as Base } from '@base-ui/react/field'
import type { ComponentPropsWithRef } from 'react'
import { classNames } from '../class-names.ts'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import { wrong } from './wrong.ts'

interface TextAreaProps extends FieldProps, Pick<ComponentPropsWithRef<'textarea'>, 'placeholder' | 'maxLength' | 'onKeyDown' | 'ref'> {
  readonly value: string
  readonly onChange: (text: string) => void
  /** How many lines it has at first; it can be pulled larger. */
  readonly rows?: number
  readonly mono?: boolean
}

export function TextArea({ value, onChange, rows = 3, mono = false, placeholder, maxLength, onKeyDown, ref, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      <Base.Control
        {...wrong(field.error)}
        className={classNames(styles.control, styles.area, mono && styles.mono)}
        value={value}
        onValueChange={onChange}
        required={field.required}
        render={<textarea rows={rows} placeholder={placeholder} maxLength={maxLength} onKeyDown={onKeyDown} ref={ref} spellCheck={!mono} />}
      />
    </Field>
  )
}
