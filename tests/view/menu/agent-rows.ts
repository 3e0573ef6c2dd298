import type { AgentDetail, AgentRow } from '../../../src/view/rows.ts'
import type { SkillRow } from '../../../src/view/skill-rows.ts'

const SHIPPED = { state: 'shipped', trust: null, digest: null, what: [] } as const

export function agentRow(given: Partial<AgentRow> & { readonly agent_id: string }): AgentRow {
  return {
    name: given.agent_id,
    description: 'Does what it is told.',
    source: 'shipped',
    folder: `/w/agents/${given.agent_id}`,
    status: 'active',
    problem: null,
    tags: [],
    tools: ['file_io'],
    skills: [],
    metrics: null,
    pin: SHIPPED,
    shadows: [],
    ...given,
  }
}

export function agentDetail(given: Partial<AgentDetail> & { readonly agent_id: string }): AgentDetail {
  return {
    ...agentRow(given),
    manifest: {},
    skill_text: '# Role',
    digest: 'd1',
    recent: [],
    evolution: null,
    learned: [],
    memory: null,
    memory_problem: null,
    ...given,
  }
}

export function skillRow(given: Partial<SkillRow> & { readonly skill_id: string }): SkillRow {
  return {
    name: given.skill_id,
    description: 'What it is about.',
    folder: `/w/skills/${given.skill_id}`,
    recipes: 0,
    agents: [],
    pin: SHIPPED,
    problem: null,
    shadows: [],
    ...given,
  }
}
