import type { AgentRecord, StoredAgent } from './records.ts'

export interface AgentRow extends Omit<AgentRecord, 'tags' | 'tools' | 'skills'> {
  readonly id: number
  readonly tags: string
  readonly tools: string
  readonly skills: string
}

export interface ReadAgentRow extends AgentRow {
  readonly disabled: 0 | 1
}

export function toAgent({ id: _, ...row }: ReadAgentRow): StoredAgent {
  return {
    ...row,
    disabled: row.disabled === 1,
    tags: JSON.parse(row.tags) as string[],
    tools: JSON.parse(row.tools) as string[],
    skills: JSON.parse(row.skills) as string[],
  }
}

export function fromAgent(agent: AgentRecord): Omit<AgentRow, 'id'> {
  const { agent_id, folder, source, name, description, status, problem, digest } = agent
  const lists = { tags: JSON.stringify(agent.tags), tools: JSON.stringify(agent.tools), skills: JSON.stringify(agent.skills) }
  return { agent_id, folder, source, name, description, status, problem, digest, ...lists }
}
