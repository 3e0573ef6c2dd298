import type { Subtask } from '../protocol/plan.ts'
import type { RunContext } from './run-context.ts'

export const MAX_DELEGATION_DEPTH = 2

export interface AttemptScope {
  /** 0 for a subtask of the plan; delegated work is one deeper. */
  readonly depth: number
  /** Tools that the work may use at most; null for a subtask of the plan, whose agent's allowlist decides alone. */
  readonly tools: readonly string[] | null
  /** The agents that gave this work away: it does not come back to them. */
  readonly givers: readonly string[]
}

/** Delegated work never has more tools than the agent that gave it away. */
export function attemptScope(context: RunContext, subtask: Subtask): AttemptScope {
  if (subtask.delegated_by === undefined) return { depth: 0, tools: null, givers: [] }
  const parent = context.ports.store.subtasks.get(context.run.run_id, subtask.delegated_by)
  if (!parent) return { depth: 1, tools: [], givers: [] }
  const above = attemptScope(context, parent.spec)
  const agent = parent.agent_id === null ? undefined : context.ports.agents.get(parent.agent_id)
  const givers = parent.agent_id === null ? above.givers : [...above.givers, parent.agent_id]
  return { depth: above.depth + 1, tools: toolsWithin(agent?.manifest.tools_allowlist ?? [], above.tools), givers }
}

export function toolsWithin(allowlist: readonly string[], limit: readonly string[] | null): string[] {
  return allowlist.filter((tool) => limit === null || limit.includes(tool))
}
