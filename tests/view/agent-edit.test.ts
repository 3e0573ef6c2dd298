import { describe, expect, it } from 'vitest'
import { beginEdit, isDirty, manifestProblems, mayUseIn, problemAt, reduceAgentEdit } from '../../src/view/agents/agent-edit.ts'
import { manifestWith } from '../../src/view/agents/manifest-text.ts'

const BASE = { manifest: '{"a":1}', skill: 'one', digest: 'd1' }
const THEIRS = { manifest: '{"a":2}', skill: 'one', digest: 'd2' }

describe('an edit', () => {
  it('keeps what was typed until theirs is taken', () => {
    const typed = reduceAgentEdit(beginEdit(BASE), { type: 'typed', skill: 'mine' })
    expect([isDirty(beginEdit(BASE)), isDirty(typed)]).toEqual([false, true])
    const overtaken = reduceAgentEdit(typed, { type: 'overtaken', theirs: THEIRS })
    expect(overtaken).toMatchObject({ skill: 'mine', theirs: THEIRS, base: BASE })
    expect(reduceAgentEdit(overtaken, { type: 'wait' })).toEqual(typed)
    expect(reduceAgentEdit(overtaken, { type: 'mine' })).toEqual({ base: THEIRS, manifest: BASE.manifest, skill: 'mine', theirs: null })
    expect(reduceAgentEdit(overtaken, { type: 'theirs' })).toEqual(beginEdit(THEIRS))
  })

  it('is not overtaken by the form that it began with, and decides nothing when nothing is asked', () => {
    const edit = beginEdit(BASE)
    expect(reduceAgentEdit(edit, { type: 'overtaken', theirs: BASE })).toBe(edit)
    for (const type of ['mine', 'theirs'] as const) expect(reduceAgentEdit(edit, { type })).toBe(edit)
  })
})

describe('a manifest as text', () => {
  it('keeps what it says beside, and stays to the letter when nothing changes', () => {
    const text = '{ "name": "A",  "unknown": [1], "limits": { "steps": 3 } }'
    expect(manifestWith(text, { name: 'A', tags: [] })).toBe(text)
    expect(JSON.parse(manifestWith(text, { 'limits.steps': undefined, 'model.name': 'm' }))).toEqual({
      name: 'A',
      unknown: [1],
      model: { name: 'm' },
    })
    expect(manifestWith('{', { name: 'A' })).toBe('{')
  })

  it('is judged by the schema, each problem at its field', () => {
    expect(manifestProblems('[]')).toEqual([{ field: null, message: 'manifest.json is no JSON object' }])
    const problems = manifestProblems('{"name":"","tools_allowlist":["telepathy"],"limits":{"steps":0}}')
    expect(problemAt(problems, 'name')).toContain('at least 1')
    expect(problemAt(problems, 'tools_allowlist')).toContain('there is no tool "telepathy"')
    expect(problemAt(problems, 'limits.steps')).toContain('at least 1')
    expect(problemAt(problems, 'limit')).toBeUndefined()
    expect(problemAt(problems, 'description')).toBe('description is missing')
  })

  it('tells the tools as far as it can be read', () => {
    expect(mayUseIn('{"tools_allowlist":["file_io"],"requires_approval_for":7}')).toEqual({ tools: ['file_io'], requires_approval_for: [] })
    expect(mayUseIn('nonsense')).toEqual({ tools: [], requires_approval_for: [] })
  })
})
