import { Field as Base } from '@base-ui/react/field'
import type { ComponentPropsWithRef } from 'react'
import { classNames } from '../class-names.ts'
import styles from './field.module.css'
import { Field, type FieldProps } from './field.tsx'
import { wrong } from './wrong.ts'

interface TextFieldProps
  extends FieldProps,
    Pick<ComponentPropsWithRef<'input'>, 'placeholder' | 'autoComplete' | 'maxLength' | 'onBlur' | 'ref'> {
  readonly value: string
  readonly onChange: (text: string) => void
  /** `password` for a secret: it is not shown, and no browser is to remember it. */
  readonly type?: 'text' | 'password' | 'url'
  /** Paths, ids, code. */
  readonly mono?: boolean
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', mono = false, placeholder, maxLength, onBlur, ref, autoComplete, ...field } = props
  return (
    <Field {...field}>
      <Base.Control
        {...wrong(field.error)}
        className={classNames(styles.control, mono && styles.mono)}
        value={value}
        onValueChange={onChange}
        type={type}
        required={field.required}
        placeholder={placeholder}
        maxLength={maxLength}
        onBlur={onBlur}
        ref={ref}
        autoComplete={autoComplete ?? (type === 'password' ? 'new-password' : 'off')}
        spellCheck={mono || type !== 'text' ? false : undefined}
      />
    </Field>
  )
}
