import { criterionText } from '../protocol/criterion-text.ts'
import type { RunView } from './run-view.ts'

export type PlannedStep = RunView['plans'][number]['subtasks'][number]

/** The steps of a plan as a person reads them: what each is told, needs, gives and waits for. */
export function planSteps(steps: readonly PlannedStep[]): string {
  return steps.flatMap(stepLines).join('\n')
}

function stepLines(step: PlannedStep, index: number): string[] {
  const { id, title, task, depends_on, required_tools, acceptance_criteria, output } = step
  const notes = [
    ...(task === title ? [] : [task]),
    ...(required_tools.length === 0 ? [] : [`tools: ${required_tools.join(', ')}`]),
    ...(output === undefined ? [] : [`result: ${output.kind} of ${output.fields.map(({ name, type }) => `${name} (${type})`).join(', ')}`]),
    ...acceptance_criteria.map((criterion) => `check: ${criterionText(criterion)}`),
  ]
  const after = depends_on.length === 0 ? '' : `   after ${depends_on.join(', ')}`
  return [`${index + 1} ${id}  ${title}${after}`, ...notes.map((note) => `    ${note.replaceAll('\n', '\n    ')}`)]
}
