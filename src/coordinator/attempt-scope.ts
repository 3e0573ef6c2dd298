import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { RunContext } from './run-context.ts'

export const MAX_DELEGATION_DEPTH = 2

export interface AttemptScope {
  /** 0 for a subtask of the plan; delegated work is one deeper. */
  readonly depth: number
  /** Tools that the work may use at most; null for a subtask of the plan, whose agent's allowlist decides alone. */
  readonly tools: readonly string[] | null
  /** Tools that a person is asked about because an agent that gave the work away has to ask. */
  readonly approvals: readonly string[]
  /** The smallest limits of the agents that gave the work away. */
  readonly limits: AttemptLimits
  /** The agents that gave this work away: it does not come back to them. */
  readonly givers: readonly string[]
}

export interface AttemptLimits {
  readonly steps?: number | undefined
  readonly tool_calls?: number | undefined
  readonly timeout_s?: number | undefined
}

/** What it takes to know the scope of a subtask. */
export interface ScopeContext {
  readonly run: Pick<RunContext['run'], 'run_id'>
  readonly ports: {
    readonly store: { readonly subtasks: Pick<RunContext['ports']['store']['subtasks'], 'get'> }
    readonly agents: { get(agent_id: string): AgentFolder | undefined }
  }
}

const NO_GIVER: AttemptScope = { depth: 0, tools: null, approvals: [], limits: {}, givers: [] }

/** Delegated work has what the agent that gave it away has, or less: its tools, its duty to ask, its limits. */
export function attemptScope(context: ScopeContext, subtask: Subtask): AttemptScope {
  if (subtask.delegated_by === undefined) return NO_GIVER
  const parent = context.ports.store.subtasks.get(context.run.run_id, subtask.delegated_by)
  if (!parent) return { ...NO_GIVER, depth: 1, tools: [] }
  const above = attemptScope(context, parent.spec)
  const agent = parent.agent_id === null ? undefined : context.ports.agents.get(parent.agent_id)
  return {
    depth: above.depth + 1,
    tools: toolsWithin(agent?.manifest.tools_allowlist ?? [], above.tools),
    approvals: [...new Set([...above.approvals, ...(agent?.manifest.requires_approval_for ?? [])])],
    limits: limitsWithin(agent?.manifest.limits, above.limits),
    givers: parent.agent_id === null ? above.givers : [...above.givers, parent.agent_id],
  }
}

export function toolsWithin(allowlist: readonly string[], limit: readonly string[] | null): string[] {
  return allowlist.filter((tool) => limit === null || limit.includes(tool))
}

/** The smaller of both, where either says something. */
export function limitsWithin(own: AttemptLimits = {}, above: AttemptLimits): AttemptLimits {
  const smaller = (key: keyof AttemptLimits): AttemptLimits => {
    const said = [own[key], above[key]].filter((limit) => limit !== undefined)
    return said.length === 0 ? {} : { [key]: Math.min(...said) }
  }
  return { ...smaller('steps'), ...smaller('tool_calls'), ...smaller('timeout_s') }
}
