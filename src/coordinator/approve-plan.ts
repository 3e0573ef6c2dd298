import { ClawError } from '../kernel/claw-error.ts'
import { hashJson } from '../kernel/hash.ts'
import { isJsonObject, type Json, toJson, tryParseJson } from '../kernel/json.ts'
import { changePlan } from '../planning/change-plan.ts'
import type { Phase, Subtask } from '../protocol/plan.ts'
import { type PlanChange, planChangeSchema } from '../protocol/plan-change.ts'
import { askFacts } from './ask/ask-facts.ts'
import { askOnce } from './ask/ask-once.ts'
import type { AskVerdict } from './ask/ask-person.ts'
import { plannedForEvent } from './planned-for-event.ts'
import type { RunContext } from './run-context.ts'

export interface PlanToApprove {
  /** `execution`, or `replan.1`: each is asked for once. */
  readonly name: string
  readonly phase: Phase
  readonly subtasks: readonly Subtask[]
  readonly summary: string
  /** The planner's, unverified. */
  readonly reason: string
}

export interface ApprovedPlan {
  readonly subtasks: readonly Subtask[]
  readonly edited: readonly Subtask[]
  readonly dropped: readonly string[]
  readonly by: string
  readonly note: string
}

/**
 * Asks the person about a plan. `settle` is called in the transaction that uses the answer up; not again where that was done before.
 * Throws APPROVAL_DENIED, and what parks the run.
 */
export async function approvePlan(
  context: RunContext,
  plan: PlanToApprove,
  settle: (approved: ApprovedPlan) => void = () => undefined,
): Promise<ApprovedPlan> {
  const args = toJson({ phase: plan.phase, reason: plan.reason, subtasks: plan.subtasks.map(plannedForEvent) }) as Json
  const tools = [...new Set(plan.subtasks.flatMap((subtask) => subtask.required_tools))]
  const verdict = await askOnce(
    context,
    { subtask_id: scopeOf(plan.name), attempt: 1 },
    {
      kind: 'plan',
      mode: 'interactive',
      subtask_id: null,
      attempt: null,
      agent_id: null,
      args,
      args_hash: hashJson(args),
      summary: plan.summary,
      why: 'plans are asked for before they are carried out (CLOSED_CLAW_PLAN_APPROVAL, --approve-plan)',
      claim: plan.reason,
      facts: askFacts(context, null, {
        effects: [`agents do ${plan.subtasks.length} subtasks with ${tools.join(', ') || 'no tools'}; each call still meets the policy`],
      }),
      clock: { pause: () => () => undefined },
      signal: context.signal,
    },
    (given) => {
      if (given.approved) settle(approvedOf(context, plan, given))
    },
  )
  requireYes(verdict)
  return approvedOf(context, plan, verdict)
}

/** Whether this plan was decided before. Throws APPROVAL_DENIED when the answer was no. */
export function planWasApproved({ ports: { store }, run }: RunContext, name: string): boolean {
  const [entry] = store.journal.list({ run_id: run.run_id, subtask_id: scopeOf(name), attempt: 1 }).filter(({ state }) => state === 'done')
  if (entry === undefined) return false
  requireYes(entry.response as unknown as AskVerdict)
  return true
}

function scopeOf(name: string): string {
  return `@approve-plan.${name}`
}

function requireYes({ approved, by, note }: AskVerdict): void {
  if (!approved) throw new ClawError('APPROVAL_DENIED', `The plan was denied by ${by}${note ? `: ${note}` : '.'}`)
}

function approvedOf({ ports, run }: RunContext, plan: PlanToApprove, { by, note, answer }: AskVerdict): ApprovedPlan {
  const change = readChange(answer)
  const done = ports.store.subtasks.list(run.run_id).filter((row) => row.status === 'succeeded')
  const changeable = plan.subtasks.map((subtask) => ({ ...subtask, recipe_id: subtask.recipe?.recipe_id ?? null }))
  const rules = { maxSubtasks: ports.caps.maxSubtasksPerPhase, doneIds: done.map((row) => row.spec.id) }
  const changed = changePlan(changeable, change, rules)
  // It was checked when it was given; what does not hold by now is not carried out.
  if (!changed.ok) throw new ClawError('PLAN_INVALID', `The plan as it was approved cannot be carried out: ${changed.errors.join(' ')}`)
  const plain = ({ recipe_id: _, ...subtask }: (typeof changeable)[number]): Subtask => subtask
  return { subtasks: changed.subtasks.map(plain), edited: changed.edited.map(plain), dropped: change.drop, by, note }
}

function readChange(answer: string | null): PlanChange {
  const parsed = tryParseJson(answer ?? '{}')
  return planChangeSchema.parse(parsed.ok && isJsonObject(parsed.value) ? parsed.value : {})
}
