import { visibleLine, visibleText } from '../../../shown-text.ts'
import type { Asked, AskedBy } from '../../asked.ts'
import type { Field, FieldOption } from './field.ts'
import { toldProblems } from './form-problems.ts'
import type { Entry, FormState } from './form-state.ts'
import { askedFields, entryText } from './form-values.ts'

/** The question of the form that has the focus. */
export function askedNow(form: FormState): Asked {
  const problems = toldProblems(form)
  const named = [...problems].map(([name, problem]) => visibleLine(`! ${labelOf(form, name)} ${problem}`))
  if (form.leaving)
    return { id: 'leave', lines: ['What you filled in would be lost. Leave all the same? yes or no'], problems: [], by: { is: 'leave' } }
  const [field, entry] = [form.spec.fields[form.focus], form.entries[form.focus]]
  if (field === undefined || entry === undefined)
    return { id: `submit ${named.join()}`, lines: summary(form), problems: named, by: { is: 'submit' } }
  return {
    id: `${field.name} ${problems.get(field.name) ?? ''}`,
    lines: question(field, entry),
    problems: named,
    by: answerBy(field, entry),
  }
}

function labelOf({ spec }: FormState, name: string): string {
  return spec.fields.find((field) => field.name === name)?.label ?? name
}

function question(field: Field, entry: Entry): string[] {
  const { label, help, required } = field
  const options = field.kind === 'choice' || field.kind === 'several' ? field.options : []
  const needed = required === true ? ' (needed)' : ''
  return [
    ...`${visibleLine(label)}${needed}: ${filledIn(field, entry)}`.split('\n'),
    ...(help === undefined ? [] : [visibleLine(help)]),
    ...options.map((option, index) => `  ${index + 1}. ${visibleLine(option.label ?? option.value)}`),
    howTo(field),
  ]
}

function howTo(field: Field): string {
  switch (field.kind) {
    case 'choice':
      return 'Type its number.'
    case 'several':
      return 'Type the numbers of all that you want (1 3), or none.'
    case 'yes-no':
      return 'Type yes or no.'
    case 'text':
      return 'Type it in one line; \\n makes a new line.'
    case 'secret':
      return 'What you type is not shown.'
    case 'json':
      return 'Type it as JSON.'
    default:
      return 'Type it.'
  }
}

function summary(form: FormState): string[] {
  const filled = askedFields(form).flatMap((index) => {
    const [field, entry] = [form.spec.fields[index], form.entries[index]]
    return field === undefined || entry === undefined ? [] : `${visibleLine(field.label)}: ${filledIn(field, entry)}`.split('\n')
  })
  return [...filled, `An empty line does it: ${form.spec.submit}.`]
}

function filledIn(field: Field, entry: Entry): string {
  if (field.kind === 'secret') return entryText(entry) === '' ? 'nothing' : 'filled in'
  if (entry.is === 'yes') return entry.yes ? 'yes' : 'no'
  const options = field.kind === 'choice' || field.kind === 'several' ? field.options : []
  const values = entry.is === 'one' ? [entry.value] : entry.is === 'many' ? entry.values : []
  const text = entry.is === 'text' ? visibleText(entry.editor.text) : values.map((value) => shownOption(options, value)).join(', ')
  if (text !== '') return text
  const placeholder = 'placeholder' in field ? (field.placeholder ?? '') : ''
  return placeholder === '' ? 'nothing' : visibleLine(placeholder)
}

function shownOption(options: readonly FieldOption[], value: string): string {
  return visibleLine(options.find((option) => option.value === value)?.label ?? value)
}

function answerBy(field: Field, entry: Entry): AskedBy {
  const values = field.kind === 'choice' || field.kind === 'several' ? field.options.map(({ value }) => value) : []
  switch (entry.is) {
    case 'one':
      return { is: 'one', at: Math.max(0, values.indexOf(entry.value)), count: values.length }
    case 'many':
      return { is: 'many', at: entry.at, marked: values.map((value) => entry.values.includes(value)) }
    case 'yes':
      return { is: 'yes' }
    case 'text':
      return { is: 'text', rows: entry.editor.text.split('\n').length, long: field.kind === 'text', hidden: field.kind === 'secret' }
    default:
      return entry satisfies never
  }
}
