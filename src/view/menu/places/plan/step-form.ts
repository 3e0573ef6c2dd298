import type { PlannedStep } from '../../../plan-steps.ts'
import type { FormValues } from '../../parts/form/field.ts'
import type { FormSpec } from '../../parts/form/form-state.ts'
import type { EditedFields } from './edited-plan.ts'

/** What of a step can be changed before it is carried out. `ids`: of all steps. */
export function stepForm({ id, title, task, depends_on, required_tools }: PlannedStep, ids: readonly string[]): FormSpec {
  const others = ids.filter((one) => one !== id).map((value) => ({ value }))
  const waits = { name: 'depends_on', label: 'after', kind: 'several', options: others, value: depends_on } as const
  return {
    fields: [
      { name: 'title', label: 'title', kind: 'line', value: title, required: true },
      { name: 'task', label: 'task', kind: 'text', value: task, required: true, help: 'What its agent is told.' },
      ...(others.length === 0 ? [] : [{ ...waits, help: 'The steps that it waits for.' }]),
      { name: 'required_tools', label: 'tools', kind: 'line', value: required_tools.join(', '), help: 'Names, with commas.' },
    ],
    submit: 'Change the step',
  }
}

export function stepFields(values: FormValues): EditedFields {
  const { title, task, depends_on, required_tools } = values
  return {
    title: String(title ?? ''),
    task: String(task ?? ''),
    depends_on: Array.isArray(depends_on) ? depends_on.map(String) : [],
    required_tools: String(required_tools ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  }
}
