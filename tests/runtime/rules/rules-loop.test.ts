import { expect, it } from 'vitest'
import { runRules } from '../../../runtime/rules-loop.ts'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { TaskRequest, ToolCallResult } from '../../../src/protocol/messages.ts'
import type { RecipeProgram } from '../../../src/protocol/recipe.ts'

const request = (recipe: Partial<RecipeProgram>, inputs: JsonObject = {}): TaskRequest =>
  ({ recipe: { recipe_id: 'r', slots: {}, steps: [], answer: '"done"', ...recipe }, context: { inputs } }) as unknown as TaskRequest
const step = (id: string, more: JsonObject = {}): RecipeProgram['steps'][number] => ({
  id,
  tool: 'file_io',
  args: { op: 'read' },
  reason: 'why',
  ...more,
})
const ok = (result: JsonObject): ToolCallResult => ({ type: 'tool_call_result', id: 'x', ok: true, result })

function run(recipe: Partial<RecipeProgram>, answer: (args: JsonObject) => ToolCallResult = () => ok({}), inputs: JsonObject = {}) {
  const calls: JsonObject[] = []
  const callTool = async (_tool: string, args: JsonObject): Promise<ToolCallResult> => {
    calls.push(args)
    return answer(args)
  }
  return runRules({ request: request(recipe, inputs), callTool, progress: () => {} }).then((response) => ({ response, calls }))
}

it('evaluates arguments, literals and nested values', async () => {
  const args = { a: '=slots.n + 1', b: '==x', c: 'plain', d: { e: ['=slots.n'] }, f: '=slots.nothing' }
  const { calls } = await run({ slots: { n: 1 }, steps: [step('s', { args })] })
  expect(calls).toEqual([{ a: 2, b: '=x', c: 'plain', d: { e: [1] } }])
})

it('leaves out steps whose condition is false and runs `each` once an item', async () => {
  const steps = [step('no', { when: '1 = 2' }), step('many', { each: '[1, 2, 3]', args: { n: '=item' } })]
  const { response, calls } = await run({ steps, answer: '$count(steps.many)' })
  expect(calls).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  expect(response.result).toBe(3)
})

it('stops at a failed call with the code and the words of the tool', async () => {
  const failed: ToolCallResult = {
    type: 'tool_call_result',
    id: 'x',
    ok: false,
    error: { code: 'PATH_NOT_FOUND', message: "There is no 'a'.", retryable: false },
  }
  const { response, calls } = await run({ steps: [step('one'), step('two')] }, () => failed)
  expect(calls).toHaveLength(1)
  expect(response).toMatchObject({ status: 'error', error_code: 'PATH_NOT_FOUND', error_message: "There is no 'a'." })
})

it('does not answer from a result that was cut', async () => {
  const { response } = await run({ steps: [step('s')] }, () => ({ ...ok({}), truncated: { bytes: 2_000_000, ref: 'x' } }))
  expect(response.error_code).toBe('RULE_STEP_FAILED')
})

it('ends expressions that go on for ever', async () => {
  const { response } = await run({ answer: '($f := function($x) { 1 + $f($x + 1) }; $f(1))' })
  expect(response).toMatchObject({ status: 'error', error_code: 'RULE_STEP_FAILED' })
})

it('takes slots from the results before, and fails when there is nothing', async () => {
  const recipe = { slots: { file: { $ref: 'inputs.s1.files[0]' } }, answer: 'slots.file' }
  expect((await run(recipe, undefined, { s1: { files: ['a.txt', 'b.txt'] } })).response.result).toBe('a.txt')
  expect((await run(recipe, undefined, { s1: { files: [] } })).response.status).toBe('error')
})

it('fails with the message of an answer that says so, and names what it wrote', async () => {
  expect((await run({ answer: '{"error": "no"}' })).response).toMatchObject({ status: 'error', error_message: 'no' })
  const { response } = await run({ steps: [step('w', { args: { op: 'write', path: 'x' } })] }, () =>
    ok({ path: 'x', bytes: 3, sha256: 'h' }),
  )
  expect(response.artifacts).toEqual([{ path: 'x', bytes: 3, sha256: 'h' }])
})
