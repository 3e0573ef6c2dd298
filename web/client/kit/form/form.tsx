import { Form as Base } from '@base-ui/react/form'
import { type ReactNode, useMemo } from 'react'
import { ErrorNotice } from '../notice/error-notice.tsx'
import { fieldAt, problemOf } from '../notice/problem-of.ts'
import styles from './field.module.css'

interface FormProps {
  readonly label: string
  readonly onSubmit: () => void
  /** What the server said of the last try: each of its faults is told at the field whose `name` it points at, and all of them at the end. */
  readonly error?: unknown
  /** Buttons; the one that sends is `<Button type="submit">`. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/** Fields that are sent together. Enter in a field sends; the first field that is wrong gets the focus. */
export function Form({ label, onSubmit, error, footer, children }: FormProps) {
  const errors = useMemo(() => fieldErrors(error), [error])
  return (
    <Base className={styles.form} aria-label={label} errors={errors} onFormSubmit={() => onSubmit()}>
      {children}
      {error !== undefined && error !== null && <ErrorNotice error={error} />}
      {footer !== undefined && <div className={styles.foot}>{footer}</div>}
    </Base>
  )
}

function fieldErrors(error: unknown): Record<string, string[]> {
  if (error === undefined || error === null) return {}
  const problems = problemOf(error).errors.map(({ pointer, detail }) => ({ field: fieldAt(pointer), detail }))
  const detailsOf = (name: string) => problems.filter(({ field }) => field === name).map(({ detail }) => detail)
  return Object.fromEntries(problems.map(({ field }) => [field, detailsOf(field)]))
}
