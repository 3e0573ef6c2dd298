import type { FormValues } from '../../parts/form/field.ts'

/** A run that is not started yet: its task, and the values of the options form. */
export interface RunDraft {
  readonly task: string
  readonly options: FormValues
}
