import { CORE_TOOLS } from '../protocol/manifest.ts'
import { askWithinWindow } from './model/ask-within-window.ts'
import type { PlanningCall } from './model/model-port.ts'
import { planMessages, repairMessages } from './model/plan-messages.ts'
import { type PlanMembers, planJsonSchema } from './model/plan-schema.ts'
import { boundText } from './model/result-text.ts'
import { mayBeEmpty, type ReadPlan, toPlan } from './model/to-plan.ts'
import type { PlanInput, Planner } from './planner.ts'
import { validatePlan } from './validate-plan.ts'

export interface ModelPlannerOptions {
  readonly call: PlanningCall
  readonly knownTools?: readonly string[]
}

/** Plans with a model: one structured call, and one more with the errors when its plan cannot be carried out. Throws what `call` throws. */
export function createModelPlanner({ call, knownTools = CORE_TOOLS }: ModelPlannerOptions): Planner {
  return {
    async plan(input, signal) {
      const response_schema = { name: 'plan', schema: planJsonSchema(knownTools, membersFor(input)) }
      const purpose = input.replan ? 'plan.replan' : `plan.${input.phase}`
      const { content, request } = await askWithinWindow(call, purpose, (scale) => ({
        messages: planMessages(input, knownTools, scale),
        tools: [],
        response_schema,
      }))
      signal.throwIfAborted()
      const first = checkedPlan(content, input, knownTools)
      if (first.ok) return first
      const repaired = repairMessages(request.messages, content, first.errors)
      const second = checkedPlan(
        (await call(`${purpose}.repair`, { messages: repaired, tools: [], response_schema })).content,
        input,
        knownTools,
      )
      return second.ok ? second : invalid(second.errors)
    },
  }
}

function membersFor({ phase, judge = [] }: PlanInput): PlanMembers {
  return { withDiscovery: phase === 'discovery', withVerdicts: judge.length > 0 }
}

const SHOWN_ERRORS = 20
const ERROR_CHARACTERS = 400

function checkedPlan(content: string, input: PlanInput, knownTools: readonly string[]): ReadPlan {
  const read = toPlan(content, input)
  if (!read.ok) return { ok: false, errors: bounded(read.errors) }
  if (mayBeEmpty(input, read) && read.plan.subtasks.length === 0) return read
  const errors = validatePlan(read.plan, { maxSubtasks: input.max_subtasks, knownTools, doneIds: Object.keys(input.discovered) })
  return errors.length === 0 ? read : { ok: false, errors: bounded(errors) }
}

// They are sent back to the model, and said to the person: a plan of any length is told in few words.
function bounded(errors: readonly string[]): string[] {
  const left = errors.length - SHOWN_ERRORS
  const shown = errors.slice(0, SHOWN_ERRORS).map((error) => boundText(error, ERROR_CHARACTERS))
  return left > 0 ? [...shown, `And ${left} more.`] : shown
}

function invalid(errors: readonly string[]) {
  const message = `The plan of the model was invalid twice: ${errors.join(' ')}`
  return { ok: false as const, code: 'PLAN_INVALID' as const, message, errors, suggestions: [] }
}
