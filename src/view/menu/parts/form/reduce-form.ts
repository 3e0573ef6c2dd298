import type { Key } from '../../key.ts'
import { keyOfMessage } from '../../key-of-message.ts'
import type { ScreenMessage } from '../../screen.ts'
import { offerPaths, refusePath } from '../editor/complete-path.ts'
import { FORM_ROWS } from './form-keys.ts'
import { fieldColumns } from './form-layout.ts'
import { formProblems } from './form-problems.ts'
import type { Entry, FormState } from './form-state.ts'
import { askedFields, isDirty } from './form-values.ts'
import { reduceEntry } from './reduce-entry.ts'

/** `submit`: nothing is wrong, formValues has what was filled in. `cancel`: the form is to be closed. */
export interface FormStep {
  readonly form: FormState
  readonly outcome: 'edited' | 'submit' | 'cancel'
}

/** The form after a message that is meant for it; undefined when it is not. `columns`: of the screen. */
export function reduceForm(
  form: FormState,
  message: ScreenMessage<unknown>,
  { columns }: { readonly columns: number },
): FormStep | undefined {
  const key = keyOfMessage(message, FORM_ROWS)
  if (key === undefined) return undefined
  if (form.leaving) return answeredLeaving(form, key)
  const entered = toFocused(form, key, columns)
  if (entered !== undefined) return { form: entered, outcome: 'edited' }
  switch (key.name) {
    case 'escape':
    case 'ctrl+c':
      return isDirty(form) ? { form: { ...form, leaving: true }, outcome: 'edited' } : { form, outcome: 'cancel' }
    case 'ctrl+s':
      return submitted(form)
    case 'enter':
      return form.focus === form.entries.length ? submitted(form) : moved(form, 1)
    case 'tab':
    case 'down':
      return moved(form, 1)
    case 'shift+tab':
    case 'up':
      return moved(form, -1)
    default:
      return { form, outcome: 'edited' }
  }
}

/** The path that is being completed now. */
export function formQuery(form: FormState): { readonly field: string; readonly query: string } | null {
  const [field, entry] = [form.spec.fields[form.focus], form.entries[form.focus]]
  if (field?.kind !== 'path' || entry?.is !== 'text' || entry.editor.completing === null) return null
  return { field: field.name, query: entry.editor.completing.query }
}

/** Candidates for that query; for another one they are too late. */
export function offerFormPaths(form: FormState, query: string, paths: readonly string[]): FormState {
  const entry = form.entries[form.focus]
  return entry?.is === 'text' ? withEntry(form, { ...entry, editor: offerPaths(entry.editor, query, paths) }) : form
}

function answeredLeaving(form: FormState, { name }: Key): FormStep {
  if (name === 'y') return { form, outcome: 'cancel' }
  return { form: { ...form, leaving: !['n', 'escape', 'enter'].includes(name) }, outcome: 'edited' }
}

function toFocused(form: FormState, key: Key, columns: number): FormState | undefined {
  const [field, entry] = [form.spec.fields[form.focus], form.entries[form.focus]]
  if (field === undefined || entry === undefined) return undefined
  const next = reduceEntry(field, entry, key, fieldColumns(form, columns))
  return next === undefined ? undefined : withEntry(form, next)
}

function withEntry(form: FormState, entry: Entry): FormState {
  return { ...form, entries: form.entries.map((one, index) => (index === form.focus ? entry : one)) }
}

function moved(form: FormState, by: -1 | 1): FormStep {
  const stops = [...askedFields(form), form.entries.length]
  const at = stops.indexOf(form.focus)
  const focus = stops[(at + by + stops.length) % stops.length] ?? form.focus
  return { form: { ...closed(form), focus, left: leftBehind(form) }, outcome: 'edited' }
}

// Candidates are not left open over fields that are not written in.
function closed(form: FormState): FormState {
  const entry = form.entries[form.focus]
  if (entry?.is !== 'text' || entry.editor.completing === null) return form
  return withEntry(form, { ...entry, editor: { ...refusePath(entry.editor, entry.editor.completing), refused: null } })
}

function leftBehind({ spec, focus, left }: FormState): ReadonlySet<string> {
  const name = spec.fields[focus]?.name
  return name === undefined ? left : new Set([...left, name])
}

function submitted(form: FormState): FormStep {
  const problems = formProblems(form)
  if (problems.size === 0) return { form, outcome: 'submit' }
  const focus = form.spec.fields.findIndex(({ name }) => problems.has(name))
  return { form: { ...form, focus, left: new Set(form.spec.fields.map(({ name }) => name)) }, outcome: 'edited' }
}
