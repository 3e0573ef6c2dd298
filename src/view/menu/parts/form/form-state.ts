import { type EditorState, newEditor } from '../editor/editor-state.ts'
import type { Field, FormValues } from './field.ts'

export interface FormSpec {
  readonly fields: readonly Field[]
  /** What is wrong, by the name of the field; beside what the fields say themselves (required, bounds, JSON). */
  readonly check?: (values: FormValues) => Readonly<Record<string, string>>
  /** What the last line says: 'Start the run'. */
  readonly submit: string
}

export interface FormState {
  readonly spec: FormSpec
  /** One for each field, in the same order. */
  readonly entries: readonly Entry[]
  readonly first: readonly Entry[]
  /** Index of a field, or the number of fields: the last line. */
  readonly focus: number
  /** Names of the fields that were left once: their problems are told. */
  readonly left: ReadonlySet<string>
  /** Asked whether what was filled in may be lost. */
  readonly leaving: boolean
}

/** What was filled in. */
export type Entry =
  | { readonly is: 'text'; readonly editor: EditorState }
  | { readonly is: 'one'; readonly value: string }
  | { readonly is: 'many'; readonly values: readonly string[]; readonly at: number }
  | { readonly is: 'yes'; readonly yes: boolean }

export function newForm(spec: FormSpec): FormState {
  const entries = spec.fields.map(firstEntry)
  return { spec, entries, first: entries, focus: 0, left: new Set(), leaving: false }
}

function firstEntry(field: Field): Entry {
  switch (field.kind) {
    case 'choice':
      return { is: 'one', value: field.value ?? field.options[0]?.value ?? '' }
    case 'several':
      return { is: 'many', values: field.value ?? [], at: 0 }
    case 'yes-no':
      return { is: 'yes', yes: field.value ?? false }
    case 'secret':
      return { is: 'text', editor: newEditor() }
    default:
      return { is: 'text', editor: newEditor(String(field.value ?? '')) }
  }
}
