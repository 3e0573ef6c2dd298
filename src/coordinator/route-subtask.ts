import type { AgentFolder } from '../capsules/agent-folder.ts'
import { raceAbort } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { EventData } from '../protocol/events.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { RouteDecision } from '../routing/route-decision.ts'
import { agentDisabled } from './agent-disabled.ts'
import { type AttemptScope, attemptScope } from './attempt-scope.ts'
import { chooseAgent } from './choose-agent.ts'
import { chooseAmongClose } from './choose-among-close.ts'
import { createAgent } from './create-agent.ts'
import type { RunContext } from './run-context.ts'

/** The agent for a subtask: the one that it has already, the named one, the best that fits, or a new one. Throws AGENT_*. */
export async function routeSubtask(context: RunContext, subtask: Subtask): Promise<string> {
  const scope = attemptScope(context, subtask)
  const row = context.ports.store.subtasks.get(context.run.run_id, subtask.id)
  if (row?.agent_id) return use(context, row.agent_id)
  if (subtask.agent_id !== undefined) return settle(context, subtask, named(context, subtask, subtask.agent_id))
  if (isBeingCreated(context, subtask)) return create(context, subtask)
  tellOfEmbedding(context)
  const request = { task: subtask.task, required_tools: subtask.required_tools, exclude: scope.givers }
  const decision = await raceAbort(context.ports.router.route(request), context.signal)
  const candidate = (await chosenByModel(context, subtask, decision, scope)) ?? choose(subtask, decision, scope, context)
  if (candidate) return settle(context, subtask, candidate)
  if (scope.tools !== null) throw new ClawError('NOT_FOUND', 'No agent with these tools fits the delegated work; do it yourself.')
  context.emit({
    type: 'route.decided',
    subtask_id: subtask.id,
    data: dataOf(decision, { action: 'create', agent_id: null, score: decision.score, reason: decision.reason }),
  })
  return create(context, subtask)
}

function tellOfEmbedding({ ports, emit }: RunContext): void {
  const pending = ports.router.embedding()
  if (pending === null) return
  const text = `${pending.done} of ${pending.total} agents have their vectors of ${pending.model} so far; the choice of an agent waits for the others`
  emit({ type: 'run.note', data: { level: 'info', text } })
}

// A creation that was killed goes on where it was: routed anew, the subtask could find the folder that nobody has told of yet.
function isBeingCreated({ ports, run }: RunContext, subtask: Subtask): boolean {
  const decided = ports.store.events.list(run.run_id).filter((event) => event.type === 'route.decided' && event.subtask_id === subtask.id)
  const last = decided.at(-1)
  return last?.type === 'route.decided' && last.data.action === 'create'
}

type Chosen = EventData<'route.decided'>

function named(context: RunContext, subtask: Subtask, agent_id: string): Chosen {
  const agent = context.ports.agents.get(agent_id)
  if (!agent) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  if (context.ports.store.agents.get(agent_id)?.disabled === true) throw agentDisabled(agent_id)
  const missing = subtask.required_tools.filter((tool) => !(agent.manifest.tools_allowlist as readonly string[]).includes(tool))
  if (missing.length > 0)
    throw new ClawError(
      'TOOL_NOT_ALLOWED',
      `Agent '${agent_id}' may not use ${missing.join(', ')}, which this work needs. Allowed: ${agent.manifest.tools_allowlist.join(', ') || 'none'}.`,
    )
  return {
    action: 'named',
    agent_id,
    score: null,
    threshold: context.ports.caps.lowConfidence,
    reason: 'named in the plan or by the person',
    candidates: [],
  }
}

// A recipe says which tools it needs, and any holder of them does: there is nothing to ask.
async function chosenByModel(
  context: RunContext,
  subtask: Subtask,
  decision: RouteDecision,
  scope: AttemptScope,
): Promise<Chosen | undefined> {
  if (subtask.recipe !== undefined) return undefined
  const choice = await chooseAmongClose(context, subtask, decision, (agent_id) => isWithin(context.ports.agents.get(agent_id), scope.tools))
  if (choice === undefined) return undefined
  const { agent_id, score } = choice.candidate
  return dataOf(decision, { action: 'reranked', agent_id, score, reason: `several fit about equally; the model chose: ${choice.reason}` })
}

function choose(subtask: Subtask, decision: RouteDecision, scope: AttemptScope, context: RunContext): Chosen | undefined {
  const fits = (agent_id: string): boolean => isWithin(context.ports.agents.get(agent_id), scope.tools)
  const chosen = chooseAgent(decision, { required_tools: subtask.required_tools, recipe_id: subtask.recipe?.recipe_id, fits })
  return chosen && dataOf(decision, chosen)
}

function isWithin(agent: AgentFolder | undefined, tools: readonly string[] | null): boolean {
  return agent !== undefined && (tools === null || agent.manifest.tools_allowlist.every((tool) => tools.includes(tool)))
}

function dataOf(decision: RouteDecision, chosen: Pick<Chosen, 'action' | 'agent_id' | 'score' | 'reason'>): Chosen {
  const candidates = decision.candidates
    .slice(0, 10)
    .map((item) => ({ agent_id: item.agent_id, score: item.score, parts: { ...item.parts }, excluded: item.excluded }))
  return { ...chosen, threshold: decision.threshold, candidates }
}

function settle(context: RunContext, subtask: Subtask, chosen: Chosen): string {
  const agent_id = chosen.agent_id
  if (agent_id === null) throw new Error('a settled route names an agent')
  requireRoom(context, agent_id)
  context.transaction(() => {
    context.emit({ type: 'route.decided', subtask_id: subtask.id, data: chosen })
    context.audit({
      actor: 'claw',
      action: 'route',
      target: agent_id,
      subtask_id: subtask.id,
      agent_id,
      decision: chosen.action,
      reason: chosen.reason,
    })
    context.ports.store.subtasks.update(context.fence, subtask.id, { agent_id })
  })
  return use(context, agent_id)
}

// The place is taken before the work begins: two subtasks that create at once stay within the cap.
async function create(context: RunContext, subtask: Subtask): Promise<string> {
  requireRoom(context, null)
  const place = `@create.${subtask.id}`
  context.agentsUsed.add(place)
  try {
    const { agent_id } = await createAgent(context, subtask)
    return use(context, agent_id)
  } finally {
    context.agentsUsed.delete(place)
  }
}

function use(context: RunContext, agent_id: string): string {
  context.agentsUsed.add(agent_id)
  return agent_id
}

function requireRoom(context: RunContext, agent_id: string | null): void {
  const { maxAgentsPerRun } = context.ports.caps
  if (agent_id !== null && context.agentsUsed.has(agent_id)) return
  if (context.agentsUsed.size >= maxAgentsPerRun)
    throw new ClawError('AGENT_LIMIT', `The run uses ${context.agentsUsed.size} agents, as many as CLOSED_CLAW_MAX_AGENTS_PER_RUN allows.`)
}
