import { raceAbort } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { PlanInput, PlanOutcome } from '../planning/planner.ts'
import type { Plan } from '../protocol/plan.ts'
import { directSubtask } from './direct-subtask.ts'
import { journaledModelCall } from './journaled-model-call.ts'
import { mayAnswerFirst } from './may-answer-first.ts'
import { ownProgramFor } from './own-program-for.ts'
import type { RunContext } from './run-context.ts'

/** The organise options, a named agent, a sure recipe, a simple task as it is, or a plan by the model: the first that applies. */
export async function choosePlan(context: RunContext, input: PlanInput): Promise<PlanOutcome> {
  const { options, ports, signal } = context
  if (options.organize !== null) return { ok: true, plan: ports.planners.rules.organize(options.organize) }
  if (ports.model === null || ports.planners.model === null) return planByRules(context, input)
  if (input.phase === 'execution') return ports.planners.model.planner(journaledModelCall(context, '@plan.execution')).plan(input, signal)
  if (options.agent_id !== null) return direct(input, `the person named the agent ${options.agent_id}`, options.agent_id, 'model')
  const byRules = await rulesFirst(context, input)
  if (byRules) return byRules
  if (ports.planners.model.isSimple(input.task)) return direct(input, 'a single request that one agent can take as it is', null, 'model')
  return ports.planners.model.planner(journaledModelCall(context, '@plan.discovery')).plan(input, signal)
}

async function planByRules(context: RunContext, input: PlanInput): Promise<PlanOutcome> {
  const agent_id = context.options.agent_id
  if (agent_id !== null && hasOwnProgram(context, agent_id)) return direct(input, ownProgramReason(agent_id), agent_id)
  const outcome = await context.ports.planners.rules.plan({ ...input, phase: 'execution' }, context.signal)
  if (!outcome.ok && agent_id === null) return (await byOwnProgram(context, input)) ?? outcome
  if (!outcome.ok || agent_id === null) return outcome
  return { ok: true, plan: { ...outcome.plan, subtasks: outcome.plan.subtasks.map((subtask) => ({ ...subtask, agent_id })) } }
}

async function byOwnProgram({ ports, signal }: RunContext, input: PlanInput): Promise<PlanOutcome | undefined> {
  const agent_id = await raceAbort(ownProgramFor(ports.agents.list(), ports.router.route, input.task), signal)
  return agent_id === undefined ? undefined : direct(input, ownProgramReason(agent_id), agent_id)
}

function hasOwnProgram(context: RunContext, agent_id: string): boolean {
  const entrypoint = context.ports.agents.get(agent_id)?.manifest.entrypoint
  return entrypoint !== undefined && entrypoint !== 'builtin'
}

function ownProgramReason(agent_id: string): string {
  return `${agent_id} brings its own program, which takes the task as it is`
}

async function rulesFirst(context: RunContext, input: PlanInput): Promise<PlanOutcome | undefined> {
  const { rules_first } = context.options
  if (rules_first === 'off') return undefined
  const outcome = await context.ports.planners.rules.plan({ ...input, phase: 'execution' }, context.signal).catch(ignoreNoRecipes)
  if (!outcome?.ok || !mayAnswerFirst(rules_first, outcome.plan, context.ports.planners.rules.readsOnly)) return undefined
  const reason = `${outcome.plan.reason}; the model is not asked (CLOSED_CLAW_RULES_FIRST=${rules_first})`
  return { ok: true, plan: { ...outcome.plan, reason } }
}

function ignoreNoRecipes(error: unknown): undefined {
  if (error instanceof ClawError && error.code === 'NO_MODEL') return undefined
  throw error
}

function direct(input: PlanInput, reason: string, agent_id: string | null, engine: Plan['engine'] = 'rules'): PlanOutcome {
  const subtask = { ...directSubtask('s1', input.task), ...(agent_id === null ? {} : { agent_id }) }
  return { ok: true, plan: { engine, phase: 'execution', direct: true, reason, subtasks: [subtask] } }
}
