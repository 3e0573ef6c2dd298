import { expect, it } from 'vitest'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { estimateTokens } from '../../../src/kernel/estimate-tokens.ts'
import { createModelPlanner } from '../../../src/planning/create-model-planner.ts'
import { askWithinWindow } from '../../../src/planning/model/ask-within-window.ts'
import type { PlanningCall } from '../../../src/planning/model/model-port.ts'
import { synthesize } from '../../../src/planning/model/synthesize.ts'

const LONG = 'a report of many plain words. '.repeat(3000)
const provenance = { source: 's1', trust: 'private', mark: 'abc' } as const

/** A model with a window: what it was asked, in tokens. */
function within(window: number, answer: object) {
  const asked: number[] = []
  const prompts: string[] = []
  const call: PlanningCall = async (_purpose, request) => {
    const tokens = estimateTokens(JSON.stringify(request.messages))
    asked.push(tokens)
    if (tokens > window) throw new ClawError('MODEL_CONTEXT_LENGTH', 'too long')
    prompts.push(request.messages[1]?.content ?? '')
    return { content: JSON.stringify(answer) }
  }
  return { call, asked, prompts }
}

it('a plan over long findings is made by what fits, and every finding is still there with its mark closed', async () => {
  const subtask = { id: 'e1', title: 'Work', task: 'Work on it.', depends_on: ['s1'], required_tools: [], acceptance_criteria: [] }
  const { call, prompts } = within(9000, { reason: 'r', execution: [subtask] })
  const discovered = Object.fromEntries(['s1', 's2', 's3'].map((id) => [id, { title: `Look at ${id}`, result: LONG, provenance }]))
  const input = { task: 'Compare them.', phase: 'execution' as const, context: {}, discovered, agents: [], max_subtasks: 4 }
  expect(await createModelPlanner({ call }).plan(input, new AbortController().signal)).toMatchObject({ ok: true })
  expect(prompts[0]?.match(/## s[123]: Look at/g)).toHaveLength(3)
  expect(prompts[0]?.match(/characters left out\]\n<\/data mark="abc">/g)).toHaveLength(3)
})

it('a synthesis too; evidence that has no room is left out whole', async () => {
  const { call, prompts } = within(6000, { answer: 'All.', verdicts: [{ id: 'c1', met: true, reason: 'r' }], sources: [] })
  const results = ['e1', 'e2'].map((id) => ({ id, title: id, result: LONG, unchecked: [], provenance }))
  const judge = [{ subtask_id: 'e1', criteria: [{ n: 0, text: 'It is right' }], evidence: 'x '.repeat(10_000) }]
  expect(await synthesize({ task: 'Sum up.', results, failures: [], judge }, call)).toMatchObject({
    answer: 'All.',
    verdicts: [{ met: true }],
  })
  expect(prompts[0]).toContain('(too long to be told here)')
})

it('what never fits, and other failures, are told', async () => {
  const { call, asked } = within(10, {})
  await expect(synthesize({ task: 'Sum up.', results: [], failures: [], judge: [] }, call)).rejects.toMatchObject({
    code: 'MODEL_CONTEXT_LENGTH',
  })
  // Nothing is there that could be shorter: once.
  expect(asked).toHaveLength(1)
  const long = [{ id: 'e1', title: 'e1', result: LONG.repeat(2), unchecked: [], provenance }]
  const narrow = within(10, {})
  await expect(synthesize({ task: 'Sum up.', results: long, failures: [], judge: [] }, narrow.call)).rejects.toThrow('too long')
  expect(narrow.asked).toHaveLength(4)
  let calls = 0
  const broken: PlanningCall = async () => {
    calls += 1
    throw new ClawError('MODEL_REFUSED', 'no')
  }
  const build = () => ({ messages: [], tools: [] as const, response_schema: { name: 'x', schema: {} } })
  await expect(askWithinWindow(broken, 'plan', build)).rejects.toMatchObject({ code: 'MODEL_REFUSED' })
  expect(calls).toBe(1)
})
