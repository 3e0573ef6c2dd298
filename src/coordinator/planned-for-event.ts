import type { EventData } from '../protocol/events.ts'
import type { Subtask } from '../protocol/plan.ts'

/** A subtask as events show it: of a recipe the name, not the program. */
export function plannedForEvent({
  recipe,
  agent_id: _,
  delegated_by: __,
  ...shown
}: Subtask): EventData<'plan.created'>['subtasks'][number] {
  return { ...shown, recipe_id: recipe?.recipe_id ?? null }
}
