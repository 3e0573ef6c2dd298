import { tryParseJson } from '../../../../kernel/json.ts'
import type { Field } from './field.ts'
import type { Entry, FormState } from './form-state.ts'
import { askedFields, entryText, formValues } from './form-values.ts'

/** What is wrong with the fields that are asked, by name. Empty: it can be submitted. */
export function formProblems(form: FormState): ReadonlyMap<string, string> {
  const asked = askedFields(form)
  const names = new Set(asked.map((index) => form.spec.fields[index]?.name ?? ''))
  const checked = Object.entries(form.spec.check?.(formValues(form)) ?? {}).filter(([name, text]) => names.has(name) && text !== '')
  const own = asked.flatMap((index) => {
    const field = form.spec.fields[index]
    const problem = field === undefined ? '' : ownProblem(field, form.entries[index])
    return field === undefined || problem === '' ? [] : [[field.name, problem] as const]
  })
  return new Map([...checked, ...own])
}

/** Those that are told already: of fields that were left, or hold something new that is wrong. */
export function toldProblems(form: FormState): ReadonlyMap<string, string> {
  const begun = (name: string): boolean => {
    const index = form.spec.fields.findIndex((field) => field.name === name)
    return entryText(form.entries[index]) !== entryText(form.first[index]) && entryText(form.entries[index]) !== ''
  }
  return new Map([...formProblems(form)].filter(([name]) => form.left.has(name) || begun(name)))
}

function ownProblem(field: Field, entry: Entry | undefined): string {
  const text = entryText(entry).trim()
  const empty = entry?.is === 'many' ? entry.values.length === 0 : entry?.is === 'one' ? entry.value === '' : text === ''
  if (empty && entry?.is !== 'yes') return field.required === true ? 'is needed' : ''
  if (field.kind === 'number') return numberProblem(field, Number(text))
  if (field.kind === 'json') return tryParseJson(text).ok ? '' : 'is not JSON'
  return ''
}

function numberProblem({ min, max, whole }: Extract<Field, { kind: 'number' }>, number: number): string {
  if (!Number.isFinite(number)) return 'is not a number'
  if (whole === true && !Number.isInteger(number)) return 'is not a whole number'
  if (min !== undefined && number < min) return `is at least ${min}`
  if (max !== undefined && number > max) return `is at most ${max}`
  return ''
}
