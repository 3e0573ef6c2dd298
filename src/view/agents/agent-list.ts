import { agentStanding, sourceWord } from '../menu/places/agents/agent-standing.ts'
import type { AgentRow } from '../rows.ts'

/** What a list of agents is narrowed down by; absent: any. */
export interface AgentFilter {
  readonly text?: string | undefined
  /** The word of its standing: `active`, `degraded`, `broken`, `disabled`, `changed`. */
  readonly status?: string | undefined
  readonly source?: string | undefined
  readonly tool?: string | undefined
  readonly tag?: string | undefined
  readonly skill?: string | undefined
}

export const AGENT_ORDERS = ['name', 'status', 'source', 'uses', 'success', 'p50', 'p95', 'cost', 'last_used'] as const
export type AgentOrder = (typeof AGENT_ORDERS)[number]

export function filterAgents<Row extends AgentRow>(agents: readonly Row[], filter: AgentFilter): Row[] {
  const words = (filter.text ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return agents.filter((agent) => {
    const { tools, tags, skills } = agent
    const text = [agent.agent_id, agent.name, agent.description, agentStanding(agent).word, ...tools, ...tags, ...skills]
      .join(' ')
      .toLowerCase()
    return (
      words.every((word) => text.includes(word)) &&
      fits(filter.status, [agentStanding(agent).word]) &&
      fits(filter.source, [sourceWord(agent.source)]) &&
      fits(filter.tool, tools) &&
      fits(filter.tag, tags) &&
      fits(filter.skill, skills)
    )
  })
}

/** What is not known stands last, whichever way; what is alike goes by name. */
export function sortAgents<Row extends AgentRow>(agents: readonly Row[], by: AgentOrder, down: boolean): Row[] {
  const sign = down ? -1 : 1
  return [...agents].sort((a, b) => {
    const [left, right] = [sortKey(a, by), sortKey(b, by)]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName(a, b)
    return sign * compare(left, right) || byName(a, b)
  })
}

function fits(wanted: string | undefined, has: readonly string[]): boolean {
  return wanted === undefined || wanted === '' || has.includes(wanted)
}

function sortKey(agent: AgentRow, by: AgentOrder): number | string | null {
  const { metrics } = agent
  switch (by) {
    case 'name':
      return agent.name.toLowerCase()
    case 'status':
      return agentStanding(agent).word
    case 'source':
      return sourceWord(agent.source)
    case 'uses':
      return metrics?.runs ?? 0
    case 'success':
      return metrics?.success_rate ?? null
    case 'p50':
      return metrics?.p50_ms ?? null
    case 'p95':
      return metrics?.p95_ms ?? null
    case 'cost':
      return metrics === null ? null : metrics.known_cost_usd
    case 'last_used':
      return metrics?.last_used_at ?? null
    default:
      return by satisfies never
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function byName(a: AgentRow, b: AgentRow): number {
  return compare(a.agent_id, b.agent_id)
}
