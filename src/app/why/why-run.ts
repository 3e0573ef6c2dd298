import { chooseAgent } from '../../coordinator/choose-agent.ts'
import { mayAnswerFirst } from '../../coordinator/may-answer-first.ts'
import { ownProgramFor } from '../../coordinator/own-program-for.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import type { PlanOutcome } from '../../planning/planner.ts'
import type { Subtask } from '../../protocol/plan.ts'
import type { Router } from '../../routing/create-router.ts'
import type { RunPartWhy, RunWhy } from '../../view/why-rows.ts'
import { openRules } from '../open-planners.ts'
import type { Services } from '../open-services.ts'

/** What a run would do about the task before anybody is looked for: recipes that read it say which tools each part needs. */
export async function whyRun(services: Services, router: Router, task: string): Promise<RunWhy> {
  const { config } = services
  const engine = config.provider === 'rules' ? 'rules' : 'model'
  const rules = await openRules(services)
  const outcome = await planWith(rules, services, task)
  if (outcome.ok && (engine === 'rules' || mayAnswerFirst(config.rulesFirst, outcome.plan, rules.readsOnly))) {
    const parts = await Promise.all(outcome.plan.subtasks.map((subtask) => whyPart(router, subtask)))
    return {
      engine,
      reason: 'recipes read the task: each part goes to the best holder of the tools that its recipe needs',
      parts,
      suggestions: [],
    }
  }
  if (engine === 'model') return { engine, reason: 'the model plans the task; each part is routed like this', parts: [], suggestions: [] }
  return withoutRecipe(services, router, task, outcome)
}

async function planWith(rules: Awaited<ReturnType<typeof openRules>>, { config }: Services, task: string): Promise<PlanOutcome> {
  const input = { task, phase: 'execution', context: {}, discovered: {}, agents: [], max_subtasks: config.maxSubtasksPerPhase } as const
  try {
    return await rules.plan(input, new AbortController().signal)
  } catch (error) {
    // Without any recipe the planner throws what it would otherwise answer.
    if (!(error instanceof ClawError)) throw error
    return { ok: false, code: 'NO_MODEL', message: error.message, errors: [], suggestions: [] }
  }
}

async function whyPart(router: Router, { task, required_tools, recipe }: Subtask): Promise<RunPartWhy> {
  const decision = await router.route({ task, required_tools })
  const chosen = chooseAgent(decision, { required_tools, recipe_id: recipe?.recipe_id, fits: () => true })
  const { agent_id, reason } = chosen ?? { agent_id: null, reason: decision.reason }
  return { task, recipe_id: recipe?.recipe_id ?? null, required_tools, agent_id, reason }
}

async function withoutRecipe({ catalog }: Services, router: Router, task: string, outcome: PlanOutcome): Promise<RunWhy> {
  const own = await ownProgramFor(catalog.list(), router.route, task)
  if (own !== undefined)
    return {
      engine: 'rules',
      reason: 'no recipe reads the task, but an agent with a program of its own fits',
      parts: [{ task, recipe_id: null, required_tools: [], agent_id: own, reason: `${own} brings its own program` }],
      suggestions: [],
    }
  const why = outcome.ok ? '' : ` ${outcome.errors[0] ?? outcome.message}`
  const reason = `no recipe reads the task, so without a model a run refuses it.${why}`
  return { engine: 'rules', reason, parts: [], suggestions: outcome.ok ? [] : outcome.suggestions }
}
