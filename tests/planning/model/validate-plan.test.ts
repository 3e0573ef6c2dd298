import fc from 'fast-check'
import { expect, it } from 'vitest'
import { validatePlan } from '../../../src/planning/validate-plan.ts'
import type { Plan, Subtask } from '../../../src/protocol/plan.ts'

const subtask = (id: string, depends_on: string[] = [], more: Partial<Subtask> = {}): Subtask => ({
  id,
  phase: 'execution',
  title: id,
  task: id,
  depends_on,
  required_tools: [],
  acceptance_criteria: [],
  ...more,
})
const plan = (...subtasks: Subtask[]): Plan => ({ engine: 'model', phase: 'execution', direct: false, reason: '', subtasks })

it('a good plan has no errors, and may rest on what is done', () => {
  expect(
    validatePlan(plan(subtask('a', ['d1']), subtask('b', ['a']), subtask('c', ['a', 'b'])), { maxSubtasks: 3, doneIds: ['d1'] }),
  ).toEqual([])
})

it('ids of the phase before are not used again, and agents must exist', () => {
  expect(validatePlan(plan(subtask('d1', [], { agent_id: 'ghost' })), { maxSubtasks: 3, doneIds: ['d1'], agents: ['writer'] })).toEqual([
    "The id 'd1' is used twice.",
    "'d1' names the agent 'ghost', which does not exist.",
  ])
})

it('a subtask of another phase is named', () => {
  expect(validatePlan(plan(subtask('a', [], { phase: 'discovery' })), { maxSubtasks: 1 })).toEqual([
    "'a' is of phase discovery in a plan of phase execution.",
  ])
})

it('dependencies that only point back never make a circle; one that points forward onto its own chain always does', () => {
  const chain = fc.integer({ min: 2, max: 30 })
  fc.assert(
    fc.property(chain, fc.nat(), fc.nat(), (length, a, b) => {
      const subtasks = Array.from({ length }, (_, n) => subtask(`s${n}`, n === 0 ? [] : [`s${n - 1}`]))
      expect(validatePlan(plan(...subtasks), { maxSubtasks: length })).toEqual([])
      const [low, high] = [a % length, b % length].sort((x, y) => x - y)
      const turned = subtasks.map((item, n) => (n === low ? subtask(item.id, [...item.depends_on, `s${high}`]) : item))
      expect(validatePlan(plan(...turned), { maxSubtasks: length }).join()).toMatch(/circle/)
    }),
    { numRuns: 50 },
  )
})

it('many paths to the same subtask cost no time', () => {
  const layers = Array.from({ length: 40 }, (_, n) => [`a${n}`, `b${n}`])
  const subtasks = layers.flatMap((ids, n) => ids.map((id) => subtask(id, layers[n - 1] ?? [])))
  expect(validatePlan(plan(...subtasks), { maxSubtasks: 80 })).toEqual([])
})
