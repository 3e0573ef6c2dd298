import { own } from '../kernel/json.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { PlanChange, SubtaskEdit } from '../protocol/plan-change.ts'
import { type PlanRules, validatePlan } from './validate-plan.ts'

/** What of a subtask a change has to do with. */
export type Changeable = Pick<
  Subtask,
  'id' | 'phase' | 'title' | 'task' | 'depends_on' | 'required_tools' | 'acceptance_criteria' | 'output'
> & {
  /** What carries it out when that is not its text. */
  readonly recipe_id: string | null
}

export type ChangedPlan<T> =
  | { readonly ok: true; readonly subtasks: readonly T[]; readonly edited: readonly T[] }
  | { readonly ok: false; readonly errors: readonly string[] }

/** The plan as a person wants it, or everything that speaks against it with the way out. */
export function changePlan<T extends Changeable>(subtasks: readonly T[], change: PlanChange, rules: PlanRules): ChangedPlan<T> {
  const kept = subtasks.filter(({ id }) => !change.drop.includes(id))
  const errors = [...unknownIds(subtasks, change), ...kept.flatMap((subtask) => recipeErrors(subtask, own(change.edit, subtask.id)))]
  const changed = kept.map((subtask) => applied(subtask, own(change.edit, subtask.id)))
  if (errors.length === 0) errors.push(...orphans(changed, change.drop))
  if (errors.length === 0) errors.push(...planErrors(changed, rules))
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, subtasks: changed, edited: changed.filter(({ id }) => own(change.edit, id) !== undefined) }
}

function unknownIds(subtasks: readonly Changeable[], { drop, edit }: PlanChange): string[] {
  const ids = subtasks.map(({ id }) => id)
  const unknown = [...drop, ...Object.keys(edit)].filter((id) => !ids.includes(id))
  return [...new Set(unknown)].map((id) => `The plan has no subtask '${id.slice(0, 60)}'. It has: ${ids.join(', ')}.`)
}

// A recipe does what its words said, whatever its text says afterwards.
function recipeErrors({ id, recipe_id }: Changeable, edit: SubtaskEdit | undefined): string[] {
  const others = Object.keys(edit ?? {}).filter((field) => field !== 'title')
  if (recipe_id === null || others.length === 0) return []
  return [
    `'${id}' is carried out by the recipe ${recipe_id}: its ${others.join(' and ')} cannot be changed. Drop it, or deny the plan and say the task in other words.`,
  ]
}

function orphans(changed: readonly Changeable[], dropped: readonly string[]): string[] {
  return changed.flatMap(({ id, depends_on }) => {
    const lost = depends_on.filter((one) => dropped.includes(one))
    if (lost.length === 0) return []
    const rest = depends_on.filter((one) => !lost.includes(one)).join(',')
    return [`'${id}' depends on ${lost.join(', ')}: drop it too (--drop ${id}), or let it do without (--edit ${id}.depends_on=${rest}).`]
  })
}

function planErrors(changed: readonly Changeable[], rules: PlanRules): string[] {
  if (changed.length === 0) return ['Nothing is left of the plan: deny it instead.']
  const phase = changed[0]?.phase ?? 'execution'
  return validatePlan({ engine: 'model', phase, direct: false, reason: '', subtasks: [...changed] }, rules)
}

function applied<T extends Changeable>(subtask: T, edit: SubtaskEdit | undefined): T {
  if (edit === undefined) return subtask
  const { output, ...fields } = edit
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const changed = { ...subtask, ...given }
  if (output === undefined) return changed
  const { output: _, ...rest } = changed
  return (output === null ? rest : { ...rest, output }) as T
}
