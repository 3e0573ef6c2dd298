import type { Plan } from '../../protocol/plan.ts'
import type { RecipeStep } from '../../protocol/recipe.ts'

const READ_OPS = new Set(['list', 'glob', 'stat', 'read', 'search'])
const READING_GIT = /^(==?)?\s*["']?git (--no-pager )?(status|log|shortlog|diff|show|rev-list|rev-parse|branch --show-current)\b/u

/** Whether every step only looks at the workspace: such a plan may answer before a model is asked. */
export function isReadOnlyPlan(plan: Plan): boolean {
  return plan.subtasks.every((subtask) => subtask.recipe?.steps.every(readsOnly) === true)
}

function readsOnly(step: RecipeStep): boolean {
  if (step.tool === 'sql_query') return true
  if (step.tool === 'file_io') return typeof step.args['op'] === 'string' && READ_OPS.has(step.args['op'])
  return step.tool === 'terminal' && typeof step.args['cmd'] === 'string' && READING_GIT.test(step.args['cmd'])
}
