import type { Json, JsonObject } from '../../../../kernel/json.ts'
import type { Field, FormValues } from '../../parts/form/field.ts'
import { type FormState, newForm } from '../../parts/form/form-state.ts'

/** What a rule may speak of: its field, and the words beside it. */
const CONDITIONS = [
  ['tools', 'Names of tools.'],
  ['effects', 'read, write, exec or network.'],
  ['agents', 'Ids of agents.'],
  ['commands', 'Command lines, like git push *.'],
  ['paths', 'Paths, like docs/**.'],
  ['hosts', 'Hosts, like *.example.org.'],
] as const

/** A rule as `claw policy add` takes it; a list has commas. */
export function ruleForm(): FormState {
  const conditions = CONDITIONS.map(([name, help]): Field => ({ name, label: name, kind: 'line', help: `${help} Separated by commas.` }))
  return newForm({
    fields: [
      { name: 'decision', label: 'decision', kind: 'choice', options: [{ value: 'ask' }, { value: 'deny' }, { value: 'allow' }] },
      ...conditions,
      { name: 'reason', label: 'reason', kind: 'line', help: 'Told whenever it decides.' },
      { name: 'id', label: 'id', kind: 'line', required: true, help: 'Its name: by it the rule is told, and removed.' },
      {
        name: 'place',
        label: 'where',
        kind: 'choice',
        options: [
          { value: 'user', label: 'everywhere (yours)' },
          { value: 'workspace', label: 'this workspace (may only narrow)' },
        ],
      },
    ],
    check: (values) =>
      CONDITIONS.some(([name]) => listed(values, name).length > 0) ? {} : { tools: 'a rule without a condition would speak of every call' },
    submit: 'Add the rule',
  })
}

export function ruleOf(values: FormValues): { readonly rule: JsonObject; readonly place: 'user' | 'workspace' } {
  const conditions = CONDITIONS.flatMap(([name]): [string, Json][] => {
    const patterns = listed(values, name)
    return patterns.length === 0 ? [] : [[name, patterns]]
  })
  const reason = String(values['reason'] ?? '').trim()
  const rule: JsonObject = {
    id: String(values['id'] ?? '').trim(),
    decision: String(values['decision']),
    ...Object.fromEntries(conditions),
    ...(reason === '' ? {} : { reason }),
  }
  return { rule, place: values['place'] === 'workspace' ? 'workspace' : 'user' }
}

function listed(values: FormValues, name: string): string[] {
  return String(values[name] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
