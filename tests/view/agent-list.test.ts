import { describe, expect, it } from 'vitest'
import { filterAgents, sortAgents } from '../../src/view/agents/agent-list.ts'
import type { AgentRow } from '../../src/view/rows.ts'

const agent = (agent_id: string, more: Partial<AgentRow> = {}): AgentRow => ({
  agent_id,
  name: agent_id.toUpperCase(),
  description: '',
  source: 'shipped',
  folder: `/${agent_id}`,
  status: 'active',
  problem: null,
  tags: [],
  tools: [],
  skills: [],
  metrics: null,
  pin: { state: 'same', trust: null, digest: null, what: [] },
  shadows: [],
  ...more,
})
const used = (runs: number, success_rate: number | null, last_used_at: number) =>
  ({ runs, success_rate, last_used_at, p50_ms: null, p95_ms: null, known_cost_usd: runs }) as AgentRow['metrics']

const ALL = [
  agent('b', { tools: ['terminal'], metrics: used(3, 0.5, 10) }),
  agent('a', { tags: ['logs'], status: 'disabled', metrics: used(1, 1, 20) }),
  agent('c', { source: 'workspace_state', pin: { state: 'asks', trust: 'made', digest: 'x', what: ['it wants more'] } }),
]
const ids = (rows: readonly AgentRow[]) => rows.map((row) => row.agent_id).join('')

describe('a list of agents', () => {
  it('is narrowed down by words and by each facet', () => {
    expect(ids(filterAgents(ALL, {}))).toBe('bac')
    expect(ids(filterAgents(ALL, { text: 'LOGS a' }))).toBe('a')
    expect(ids(filterAgents(ALL, { status: 'changed' }))).toBe('c')
    expect(ids(filterAgents(ALL, { source: 'made' }))).toBe('c')
    expect(ids(filterAgents(ALL, { tool: 'terminal', tag: '' }))).toBe('b')
  })

  it('is sorted with what is not known last, whichever way', () => {
    expect(ids(sortAgents(ALL, 'name', false))).toBe('abc')
    expect(ids(sortAgents(ALL, 'name', true))).toBe('cba')
    expect(ids(sortAgents(ALL, 'success', false))).toBe('bac')
    expect(ids(sortAgents(ALL, 'success', true))).toBe('abc')
    expect(ids(sortAgents(ALL, 'last_used', true))).toBe('abc')
    expect(ids(sortAgents(ALL, 'uses', true))).toBe('bac')
    expect(ids(sortAgents(ALL, 'p95', true))).toBe('abc')
  })
})
