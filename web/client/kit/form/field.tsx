import { Field as Base } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import styles from './field.module.css'

export interface FieldProps {
  readonly label: string
  /** The label is there for those who listen alone: the place says it to the eye. */
  readonly bare?: boolean | undefined
  readonly hint?: ReactNode
  /** What is wrong with it. A Form adds what the server said about `name`. */
  readonly error?: string | undefined
  /** Where its value stands in what is sent, as `limits.steps`: the pointers of a server's errors lead here. */
  readonly name?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
}

interface FieldFrameProps extends FieldProps {
  /** Of a control that is no native one (Select), whose label is no `<label>`. */
  readonly custom?: boolean
  readonly children: ReactNode
}

/** A control with its label, a hint, and what is wrong. TextField, Select and the others are made with it; use it for a control of your own. */
export function Field({ label, bare = false, hint, error, name, required = false, disabled, custom = false, children }: FieldFrameProps) {
  return (
    <Base.Root className={styles.field} name={name} disabled={disabled} data-wrong={error === undefined ? undefined : ''}>
      <Base.Label
        className={classNames(styles.label, bare && 'visually-hidden')}
        nativeLabel={!custom}
        render={custom ? <div /> : undefined}
      >
        {label}
        {required && <span className={styles.needed}> (needed)</span>}
      </Base.Label>
      {children}
      {hint !== undefined && <Base.Description className={styles.hint}>{hint}</Base.Description>}
      {error === undefined ? (
        <Base.Error className={styles.error} />
      ) : (
        <Base.Error className={styles.error} match>
          {error}
        </Base.Error>
      )}
    </Base.Root>
  )
}
