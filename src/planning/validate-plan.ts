import { schemaProblem } from '../protocol/json-schema.ts'
import { CORE_TOOLS } from '../protocol/manifest.ts'
import type { Plan, Subtask } from '../protocol/plan.ts'

export interface PlanRules {
  readonly maxSubtasks: number
  readonly knownTools?: readonly string[]
  /** When given, a subtask may name only these. */
  readonly agents?: readonly string[]
  /** Ids of the phase before: done already, so they may be depended on and not be used again. */
  readonly doneIds?: readonly string[]
}

/** Everything that is wrong with a plan, in words that a model and a person can act on; empty when it can be carried out. */
export function validatePlan(plan: Plan, rules: PlanRules): string[] {
  const { subtasks } = plan
  // Of a plan that is far too long nothing else is looked at.
  if (subtasks.length > rules.maxSubtasks) return [`The plan has ${subtasks.length} subtasks; at most ${rules.maxSubtasks} are allowed.`]
  const errors = subtasks.length === 0 ? ['The plan has no subtasks.'] : []
  errors.push(...idErrors(subtasks, rules), ...subtasks.flatMap((subtask) => subtaskErrors(subtask, plan, rules)))
  const cycle = findCycle(subtasks)
  if (cycle !== undefined) errors.push(`The dependencies go in a circle: ${cycle.join(' -> ')}.`)
  return errors
}

function idErrors(subtasks: readonly Subtask[], { doneIds = [] }: PlanRules): string[] {
  const seen = new Set<string>(doneIds)
  return subtasks.flatMap(({ id }) => {
    const known = seen.has(id)
    seen.add(id)
    return known ? [`The id '${id}' is used twice.`] : []
  })
}

function subtaskErrors(subtask: Subtask, plan: Plan, { knownTools = CORE_TOOLS, agents, doneIds = [] }: PlanRules): string[] {
  const ids = new Set([...plan.subtasks.map(({ id }) => id), ...doneIds])
  const unknown = subtask.depends_on.filter((id) => !ids.has(id)).map((id) => `'${subtask.id}' depends on '${id}', which does not exist.`)
  const tools = subtask.required_tools
    .filter((tool) => !knownTools.includes(tool))
    .map((tool) => `'${subtask.id}' requires the tool '${tool}', which does not exist. There are: ${knownTools.join(', ')}.`)
  const phase = subtask.phase === plan.phase ? [] : [`'${subtask.id}' is of phase ${subtask.phase} in a plan of phase ${plan.phase}.`]
  const agent = subtask.agent_id
  const named =
    agent === undefined || agents === undefined || agents.includes(agent)
      ? []
      : [`'${subtask.id}' names the agent '${agent}', which does not exist.`]
  return [...unknown, ...tools, ...phase, ...named, ...criteriaErrors(subtask)]
}

// Also those that a person wrote.
function criteriaErrors({ id, acceptance_criteria }: Subtask): string[] {
  return acceptance_criteria.flatMap((criterion) => {
    const check = typeof criterion === 'string' ? undefined : criterion.check
    const problem = check?.kind === 'json_matches' ? schemaProblem(check.schema) : undefined
    return problem === undefined ? [] : [`'${id}' has a JSON Schema that is not taken: ${problem}.`]
  })
}

/** The ids of a circle, its first one repeated at the end; undefined when there is none. */
function findCycle(subtasks: readonly Subtask[]): string[] | undefined {
  const dependencies = new Map(subtasks.map(({ id, depends_on }) => [id, depends_on]))
  const finished = new Set<string>()
  function visit(id: string, path: readonly string[]): string[] | undefined {
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id]
    if (finished.has(id)) return undefined
    for (const dependency of dependencies.get(id) ?? []) {
      const cycle = visit(dependency, [...path, id])
      if (cycle !== undefined) return cycle
    }
    finished.add(id)
    return undefined
  }
  for (const { id } of subtasks) {
    const cycle = visit(id, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
