import type { Field, FormValues } from '../../parts/form/field.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'
import type { SetupPlace, SetupWish } from './setup-io.ts'

/** Address and key, as far as they are asked for; undefined: nothing is. */
export function accessForm(place: SetupPlace): FormState | undefined {
  const fields = [...addressField(place), ...keyField(place)]
  return fields.length === 0 ? undefined : newForm({ fields, submit: 'Look for its models' })
}

export function wishOf(place: SetupPlace, values: FormValues): SetupWish {
  const address = String(values['address'] ?? '').trim()
  const key = String(values['key'] ?? '').trim()
  const typed = address === place.address ? undefined : address === '' ? null : address
  return {
    provider: place.provider,
    model: '',
    baseUrl: place.baseUrl === undefined ? typed : place.baseUrl,
    newKey: key === '' ? undefined : key,
  }
}

/** The form with what is wrong with an answer, until another one is given. */
export function refuseField(form: FormState, field: string, problem: string): FormState {
  const focus = Math.max(
    0,
    form.spec.fields.findIndex(({ name }) => name === field),
  )
  const refused = form.entries[focus]
  const check = (values: FormValues): Record<string, string> =>
    refused?.is === 'text' && values[field] === refused.editor.text ? { [field]: problem } : {}
  return { ...form, focus, left: new Set([field]), spec: { ...form.spec, check } }
}

function addressField({ baseUrl, address }: SetupPlace): Field[] {
  if (baseUrl !== undefined) return []
  const help = 'Empty: the servers of the provider. Else the address of a compatible server, like http://127.0.0.1:1234/v1'
  return [{ name: 'address', label: 'address', kind: 'line', value: address, help }]
}

function keyField({ key, baseUrl }: SetupPlace): Field[] {
  if (key === null || typeof baseUrl === 'string') return []
  const page = key.page === '' ? '' : ` From ${key.page}.`
  const help = key.present === '' ? `It is not shown, and kept for you alone.${page}` : `Empty: ${key.present} is used. Not shown.${page}`
  return [{ name: 'key', label: key.name, kind: 'secret', help }]
}
