import { newEditor } from '../editor/editor-state.ts'
import type { FieldOption, FormValues } from './field.ts'
import type { Entry, FormState } from './form-state.ts'

export function textIn(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

export function listIn(values: FormValues, name: string): readonly string[] {
  const value = values[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** What can be chosen, and what is chosen though it is not there: it can be unmarked. */
export function optionsWith(known: readonly string[], chosen: readonly string[]): FieldOption[] {
  return [...new Set([...known, ...chosen])].map((value) => ({ value }))
}

/** The form with another text in a field. */
export function withText(form: FormState, name: string, text: string): FormState {
  const put = (entry: Entry, index: number): Entry =>
    form.spec.fields[index]?.name === name && entry.is === 'text' ? { ...entry, editor: newEditor(text) } : entry
  return { ...form, entries: form.entries.map(put) }
}

/** The form with these problems, found elsewhere: `field: problem` or `field.3: problem`. */
export function withProblems(form: FormState, problems: readonly string[]): FormState {
  const byField = Object.fromEntries(
    problems.flatMap((problem) => {
      const name = fieldOf(form, problem)
      return name === undefined ? [] : [[name, problem.slice(name.length).replace(/^[:\s]+/, '')] as const]
    }),
  )
  return { ...form, spec: { ...form.spec, check: () => byField } }
}

/** Those that belong to none of its fields. */
export function otherProblems(form: FormState, problems: readonly string[]): readonly string[] {
  return problems.filter((problem) => fieldOf(form, problem) === undefined)
}

// The longest that fits: `limits.steps` before `limits`.
function fieldOf({ spec }: FormState, problem: string): string | undefined {
  const names = spec.fields.map(({ name }) => name).filter((name) => problem.startsWith(name) && !/^\w/.test(problem.slice(name.length)))
  return names.sort((a, b) => b.length - a.length)[0]
}
