import type { Plan } from '../protocol/plan.ts'
import type { RunOptions } from './ports.ts'

/** Whether a plan made of recipes is carried out although there is a model. */
export function mayAnswerFirst(rulesFirst: RunOptions['rules_first'], plan: Plan, readsOnly: (plan: Plan) => boolean): boolean {
  return rulesFirst === 'all' || (rulesFirst === 'read-only' && readsOnly(plan))
}
