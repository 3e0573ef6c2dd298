import type { App } from '../../../src/app/app-port.ts'
import { agentTag } from '../agent-tag.ts'
import type { TaggedAgent } from '../schemas/agent-schema.ts'

export interface AgentPage {
  readonly agents: TaggedAgent[]
  readonly total: number
  readonly next: string | null
}

const ALL = Number.MAX_SAFE_INTEGER

/** Agents in the order of their ids, from the one after `after`: also when that one is gone meanwhile. */
export async function agentPage(
  app: App,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<AgentPage> {
  const all = (await app.listAgents({ limit: ALL })).sort((a, b) => (a.agent_id < b.agent_id ? -1 : 1))
  const rest = after === undefined ? all : all.filter((agent) => agent.agent_id > after)
  const agents = rest.slice(0, limit).map((agent) => ({ ...agent, etag: agentTag(agent) }))
  return { agents, total: all.length, next: rest.length > limit ? (agents.at(-1)?.agent_id ?? null) : null }
}
