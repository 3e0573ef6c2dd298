import type { AgentFolder } from '../capsules/agent-folder.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import { type Json, toJson } from '../kernel/json.ts'
import { criterionText } from '../protocol/criterion-text.ts'
import { type Genome, PLAIN_GENOME } from '../protocol/genome.ts'
import { LINE_BYTES, PROTOCOL_VERSION } from '../protocol/limits.ts'
import type { MemoryItem, TaskRequest } from '../protocol/messages.ts'
import { outputJsonSchema } from '../protocol/output.ts'
import type { Subtask } from '../protocol/plan.ts'
import { type AttemptScope, limitsWithin, MAX_DELEGATION_DEPTH } from './attempt-scope.ts'
import { approachText } from './evolution/approach-text.ts'
import { chooseGenome } from './evolution/choose-genome.ts'
import { specsInOrder } from './evolution/specs-in-order.ts'
import { writeTrial } from './evolution/write-trial.ts'
import { knownLimits } from './known-limits.ts'
import { countRecalled, recallFor } from './memory/recall-for.ts'
import { modelFor } from './model-for.ts'
import { priorFailures } from './prior-failures.ts'
import type { RunContext } from './run-context.ts'
import { sessionContext } from './session-context.ts'
import { taintFromOpening } from './taint/inherit-taint.ts'
import { memoryProvenance, resultProvenance, sessionProvenance } from './taint/result-provenance.ts'
import { toolsOfAgent } from './tools-of-agent.ts'

export interface NewAttempt {
  readonly subtask: Subtask
  readonly agent: AgentFolder
  readonly attempt: number
  readonly scope: AttemptScope
}

const RECALLED = 6
const UNLIMITED_TOOL_CALLS = 1_000_000

/** The request of this attempt: frozen in the registry when the attempt begins, so that a resumed capsule gets the very same one. */
export async function openAttempt(context: RunContext, input: NewAttempt): Promise<TaskRequest> {
  const { store } = context.ports
  const open = store.subtasks.attempts(context.run.run_id, input.subtask.id).find((row) => row.attempt === input.attempt)
  if (open) return reopen(context, input, open.request)
  const { agent_id } = input.agent
  const memories = await recallFor(context, agent_id, input.subtask.task, RECALLED)
  const window = await windowFor(context, input.subtask, input.agent)
  crashpoint('attempt.before')
  const opened = context.transaction(() => {
    const { subtask, agent, attempt } = input
    taintFromOpening(context, {
      agent,
      memories: engineOf(context, subtask) === 'rules' ? [] : memories,
      place: { subtask_id: subtask.id, attempt },
    })
    const trial = { agent, subtask_id: subtask.id, attempt, maxSteps: maxSteps(context, input) }
    const chosen = engineOf(context, subtask) === 'model' ? chooseGenome(context, trial) : null
    const request = context.ports.redactor.json(
      toJson(buildRequest(context, input, { memories, window, genome: chosen?.genome ?? PLAIN_GENOME })),
    ) as TaskRequest
    const started_at = context.ports.clock.now()
    store.subtasks.startAttempt(context.fence, { subtask_id: subtask.id, attempt, agent_id: agent.agent_id, request })
    store.subtasks.update(context.fence, subtask.id, { status: 'running', attempt, agent_id: agent.agent_id, error: null, started_at })
    if (chosen !== null) writeTrial(context, trial, chosen)
    if (memories.length > 0)
      context.emit({ type: 'memory.recalled', subtask_id: subtask.id, attempt, data: { agent_id, query: subtask.task, items: memories } })
    context.emit({ type: 'subtask.started', subtask_id: subtask.id, attempt, data: { agent_id: agent.agent_id, resumed: false } })
    return request
  })
  crashpoint('attempt.after')
  await countRecalled(context, agent_id, memories)
  return opened
}

function reopen(context: RunContext, { subtask, agent, attempt }: NewAttempt, request: TaskRequest): TaskRequest {
  context.transaction(() => {
    context.ports.store.subtasks.update(context.fence, subtask.id, { status: 'running', error: null })
    context.emit({ type: 'subtask.started', subtask_id: subtask.id, attempt, data: { agent_id: agent.agent_id, resumed: true } })
  })
  return request
}

interface AttemptFacts {
  readonly memories: readonly MemoryItem[]
  readonly genome: Genome
  /** Tokens of the model's context window. */
  readonly window: number | undefined
}

async function windowFor(context: RunContext, subtask: Subtask, agent: AgentFolder): Promise<number | undefined> {
  const model = subtask.recipe ? null : await modelFor(context, agent)
  return model === null ? undefined : ((await knownLimits(model, context.signal)).context_tokens ?? undefined)
}

function buildRequest(context: RunContext, input: NewAttempt, { memories, genome, window }: AttemptFacts): TaskRequest {
  const { subtask, agent, attempt, scope } = input
  const { agents, caps, executor } = context.ports
  const limits = limitsWithin(agent.manifest.limits, scope.limits)
  const tools = specsInOrder(executor.specs(toolsOfAgent(context, agent, scope)), genome.tools)
  const approach = approachText(
    genome,
    tools.map((tool) => tool.name),
  )
  return {
    type: 'task_request',
    protocol: PROTOCOL_VERSION,
    run_id: context.run.run_id,
    subtask_id: subtask.id,
    attempt,
    agent: { agent_id: agent.agent_id, name: agent.manifest.name, description: agent.manifest.description },
    task: subtask.task,
    ...requestContext(context, input),
    system_prompt: [agents.systemPrompt(agent, memories, memoryProvenance(context, agent.agent_id, memories)), approach]
      .filter((part) => part !== '')
      .join('\n\n'),
    tools,
    limits: {
      steps: Math.min(genome.steps ?? Number.POSITIVE_INFINITY, maxSteps(context, input)),
      // The agent keeps to its own limit; the cap of the run is the host's, so that a resume with a higher one goes on.
      tool_calls: limits.tool_calls ?? UNLIMITED_TOOL_CALLS,
      timeout_ms: limits.timeout_s === undefined ? caps.agentTimeoutMs : Math.min(limits.timeout_s * 1000, caps.agentTimeoutMs),
      line_bytes: LINE_BYTES,
      ...(window === undefined ? {} : { context_tokens: window }),
    },
    engine: engineOf(context, subtask),
    ...(subtask.recipe ? { recipe: subtask.recipe } : {}),
    ...(subtask.output ? { output: { ...subtask.output, schema: outputJsonSchema(subtask.output) } } : {}),
    memories: [...memories],
    prior_failures: priorFailures(context, subtask.id),
  }
}

function maxSteps({ ports }: RunContext, { agent, scope }: NewAttempt): number {
  return limitsWithin(agent.manifest.limits, scope.limits).steps ?? ports.caps.steps
}

/** A recipe does what it says, whatever is remembered. */
function engineOf({ ports }: RunContext, subtask: Subtask): TaskRequest['engine'] {
  return subtask.recipe || ports.model === null ? 'rules' : 'model'
}

const INPUT_CHARACTERS = 200_000

// Results of the subtasks before, what the person gave, and earlier tasks of the session; acceptance criteria are told as well.
function requestContext(context: RunContext, { subtask, agent, scope }: NewAttempt): Pick<TaskRequest, 'context' | 'provenance'> {
  const rows = context.ports.store.subtasks.list(context.run.run_id)
  const inputs = Object.fromEntries(
    subtask.depends_on.flatMap((id) => {
      const row = rows.find((item) => item.spec.id === id)
      return row ? [[id, boundInput(row.result)]] : []
    }),
  )
  const criteria = subtask.acceptance_criteria
  const given = sessionContext(context)
  const session = sessionProvenance(context, given)
  return {
    context: {
      ...given,
      inputs,
      ...(criteria.length > 0 ? { acceptance_criteria: criteria.map(criterionText) } : {}),
      ...(canDelegate(context, agent, scope) ? { can_delegate: true } : {}),
    },
    provenance: {
      ...Object.fromEntries(Object.entries(inputs).map(([id, result]) => [id, resultProvenance(context, id, result)])),
      ...(session === undefined ? {} : { session }),
    },
  }
}

/** Whether there is somebody to give work to: another agent with no more tools than this one, and depth left. */
function canDelegate(context: RunContext, agent: AgentFolder, scope: AttemptScope): boolean {
  const tools = toolsOfAgent(context, agent, scope)
  const taken = [agent.agent_id, ...scope.givers]
  const others = context.ports.agents.list().filter((other) => !taken.includes(other.agent_id))
  return scope.depth < MAX_DELEGATION_DEPTH && others.some((other) => other.manifest.tools_allowlist.every((tool) => tools.includes(tool)))
}

function boundInput(result: Json): Json {
  const text = typeof result === 'string' ? result : JSON.stringify(result)
  if (text.length <= INPUT_CHARACTERS) return result
  return `${text.slice(0, INPUT_CHARACTERS)}\n[cut: ${text.length - INPUT_CHARACTERS} characters more]`
}
