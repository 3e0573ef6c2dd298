import { describe, expect, it } from 'vitest'
import { agentWhyText } from '../../src/view/agent-why-text.ts'
import { skillWhyText } from '../../src/view/skill-why-text.ts'
import type { AgentWhy, SkillWhy } from '../../src/view/why-rows.ts'

const none: AgentWhy = {
  task: 'count\u001b[31m files',
  embedder: 'static',
  threshold: 0.62,
  required_tools: [],
  action: 'none',
  agent_id: null,
  score: null,
  reason: 'no agent may be taken',
  close: [],
  agents: 0,
  candidates: [],
  run: { engine: 'rules', reason: 'no recipe reads the task', parts: [], suggestions: [] },
}

const wide = { columns: Number.MAX_SAFE_INTEGER }

describe('why, as text', () => {
  it('says so when there is nobody', () => {
    const text = agentWhyText(none, wide)
    expect(text).toContain('nobody: a new agent would be proposed (nobody may be taken)')
    expect(text).toContain('There are no agents.')
    expect(text).not.toContain('\u001b')
    expect(agentWhyText({ ...none, agents: 3 }, wide)).toContain('None of the 3 agents has anything in common')
  })

  it('shows hostile names as text, and says what happens when several are close', () => {
    const candidate = { name: 'x', description: '', score: 0.9, fused: 1, parts: { examples: 0.5 }, closest: 'a\u202eb', excluded: null }
    const why = { ...none, agent_id: 'a', score: 0.9, agents: 2, close: ['a', 'b'], candidates: [{ ...candidate, agent_id: 'a' }] }
    const text = agentWhyText(why, wide)
    expect(text).toContain('a, b fit about equally: without a model the first is taken')
    expect(text).toContain('a\\u{202e}b')
    expect(agentWhyText({ ...why, run: { ...none.run, engine: 'model' } }, wide)).toContain('a run asks the model which')
  })

  it('fits a narrow terminal, and cuts a long task with a word about it', () => {
    const text = agentWhyText({ ...none, task: 'word '.repeat(2000) }, { columns: 60 })
    expect(text).toContain('(10000 characters)')
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  })

  it('says so when there are no skills and no recipes', () => {
    const { task, embedder, required_tools, run } = none
    const why: SkillWhy = { task, embedder, required_tools, run, reason: 'no skill', agent_id: null, skills: [], recipes: [] }
    const text = skillWhyText(why, wide)
    expect(text).toContain('There are no skills.')
    expect(text).toContain('No recipe comes near.')
  })
})
