import type { SettingRow } from '../../../setting-rows.ts'
import type { FieldKind, FormValues } from '../../parts/form/field.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'

const VALUE = 'value'

/** A form of one field, by the kind of the setting. */
export function settingForm(row: SettingRow): FormState {
  const help = `${row.takes}. ${row.default === '' ? 'Empty: unset.' : `By itself: ${row.default}.`}`
  return newForm({ fields: [{ name: VALUE, label: 'value', help, ...fieldKind(row) }], submit: 'Save' })
}

/** What is saved; empty: away with it. */
export function settingText(values: FormValues): string {
  const value = values[VALUE]
  return value === null || value === undefined ? '' : String(value).trim()
}

/** The form with what is wrong, as the settings themselves say it. */
export function withProblem(form: FormState, problem: string): FormState {
  return { ...form, spec: { ...form.spec, check: () => ({ [VALUE]: problem }) }, left: new Set([VALUE]) }
}

function fieldKind({ type, value, default: byItself }: SettingRow): FieldKind {
  const given = value ?? byItself
  switch (type.kind) {
    case 'boolean':
      return { kind: 'choice', value: given === '' ? 'false' : given, options: [{ value: 'true' }, { value: 'false' }] }
    case 'choice':
      return {
        kind: 'choice',
        value: given,
        options: [...(byItself === '' ? [{ value: '', label: 'unset' }] : []), ...type.values.map((one) => ({ value: one }))],
      }
    case 'number':
      return { kind: 'number', min: type.min, max: type.max, whole: type.integer, ...(given === '' ? {} : { value: Number(given) }) }
    case 'path':
      return { kind: 'path', value: given }
    case 'text':
    case 'list':
    case 'url':
    case 'secret':
      return { kind: 'line', value: given }
    default:
      return type satisfies never
  }
}
