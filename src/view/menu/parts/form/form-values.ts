import type { Field, FieldValue, FormValues } from './field.ts'
import type { Entry, FormState } from './form-state.ts'

export function formValues({ spec, entries }: Pick<FormState, 'spec' | 'entries'>): FormValues {
  const pairs = spec.fields.map((field, index) => [field.name, valueIn(field, entries[index])] as const)
  return Object.fromEntries(pairs)
}

/** Whether something was changed since the form was opened. */
export function isDirty({ entries, first }: FormState): boolean {
  return entries.some((entry, index) => written(entry) !== written(first[index]))
}

/** Indices of the fields that are asked as the values stand. */
export function askedFields(form: FormState): readonly number[] {
  const values = formValues(form)
  return form.spec.fields.flatMap(({ when }, index) => (when === undefined || when(values) ? [index] : []))
}

export function entryText(entry: Entry | undefined): string {
  return entry?.is === 'text' ? entry.editor.text : ''
}

function written(entry: Entry | undefined): string {
  if (entry?.is === 'many') return entry.values.join('\n')
  return entry?.is === 'one' ? entry.value : entry?.is === 'yes' ? String(entry.yes) : entryText(entry)
}

function valueIn(field: Field, entry: Entry | undefined): FieldValue {
  switch (entry?.is) {
    case 'one':
      return entry.value
    case 'many':
      return entry.values
    case 'yes':
      return entry.yes
    default:
      return field.kind === 'number' ? numberOf(entryText(entry)) : entryText(entry)
  }
}

function numberOf(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : null
}
