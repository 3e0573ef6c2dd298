import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/kernel/clock.ts'
import { createModelPlanner } from '../../../src/planning/create-model-planner.ts'
import type { PlanInput } from '../../../src/planning/planner.ts'
import { planSchema } from '../../../src/protocol/plan.ts'
import { createOpenAiModel } from '../../helpers/openai-model.ts'
import { type Script, type ScriptedOpenAi, startScriptedOpenAi } from '../../helpers/scripted-openai.ts'

let server: ScriptedOpenAi | undefined
afterEach(() => server?.close())

const signal = new AbortController().signal
const INPUT: PlanInput = {
  task: 'Compare the two CSV files and write a report.',
  phase: 'discovery',
  context: {},
  discovered: {},
  agents: [{ agent_id: 'data-analyst', description: 'Analyses tables.', tools: ['sql_query', 'file_io'] }],
  max_subtasks: 4,
}
const subtask = (id: string, more: object = {}) => ({
  id,
  title: `Do ${id}`,
  task: `Do ${id} now.`,
  depends_on: [],
  required_tools: ['file_io'],
  acceptance_criteria: [],
  ...more,
})

/** The planner over real HTTP: the strict schema is checked by the server. */
async function plan(script: Script, more: Partial<PlanInput> = {}) {
  server = await startScriptedOpenAi(script)
  const model = createOpenAiModel({
    apiKey: 'k',
    baseUrl: server.url,
    model: 'm',
    timeoutMs: 2000,
    clock: systemClock,
    maxRetries: 0,
  })
  const purposes: string[] = []
  const planner = createModelPlanner({
    call: (purpose, request) => {
      purposes.push(purpose)
      return model.call(request, { signal })
    },
  })
  const outcome = await planner.plan({ ...INPUT, ...more }, signal)
  if (outcome.ok) planSchema.parse(outcome.plan)
  return { outcome, purposes, server }
}

describe('a plan', () => {
  it('of execution takes one call, with dependencies', async () => {
    const execution = [
      subtask('s1'),
      subtask('s2', { depends_on: ['s1', 's1'], required_tools: ['file_io', 'sql_query'], acceptance_criteria: ['It names both.', ' '] }),
    ]
    const { outcome, purposes, server } = await plan([
      { when: { schema: 'plan' }, reply: { json: { reason: 'Two steps.', discovery: [], execution } } },
    ])
    expect(outcome).toMatchObject({
      ok: true,
      plan: {
        engine: 'model',
        phase: 'execution',
        direct: false,
        reason: 'Two steps.',
        subtasks: [
          { id: 's1', phase: 'execution' },
          { id: 's2', depends_on: ['s1'], acceptance_criteria: ['It names both.'] },
        ],
      },
    })
    expect(purposes).toEqual(['plan.discovery'])
    expect(server.requests[0]?.body['response_format']).toMatchObject({ json_schema: { strict: true } })
    const told = server.chats()[0]?.messages
    expect(told?.[0]?.content).toMatch(/At most 4 subtasks\. Tools: file_io, terminal/)
    expect(told?.[1]?.content).toMatch(/# Task\nCompare the two[\s\S]*- data-analyst: Analyses tables\. \(sql_query, file_io\)/)
  })

  it('of discovery comes first, and the second phase is told what was found', async () => {
    const discovery = [subtask('s1'), subtask('s2')]
    const first = await plan([{ reply: { json: { discovery, execution: [subtask('s1')] } } }])
    expect(first.outcome).toMatchObject({
      ok: true,
      plan: { phase: 'discovery', subtasks: [{ id: 's1', phase: 'discovery' }, { id: 's2' }] },
    })
    await first.server.close()

    const discovered = { s1: { title: 'Columns', result: { text: 'id, name' } }, s2: { title: 'Rows', result: 12 } }
    const execution = [subtask('s1', { depends_on: ['s2'] }), subtask('s3', { depends_on: ['s1'] })]
    const second = await plan([{ reply: { json: { execution } } }], { phase: 'execution', discovered })
    expect(second.outcome).toMatchObject({
      ok: true,
      plan: {
        phase: 'execution',
        subtasks: [
          { id: 'x-s1', depends_on: ['s2'] },
          { id: 's3', depends_on: ['x-s1'] },
        ],
      },
    })
    expect(second.purposes).toEqual(['plan.execution'])
    expect(second.server.chats()[0]?.messages[1]?.content).toMatch(/# Found out\n## s1: Columns\nid, name\n\n## s2: Rows\n12/)
    expect(JSON.stringify(second.server.requests[0]?.body['response_format'])).not.toContain('discovery')
  })

  it('whose ids are taken gets others, however the taken ones look', async () => {
    const longest = 'x-'.repeat(20)
    const execution = [subtask('s1'), subtask('x-s1', { depends_on: ['s1'] }), subtask(longest)]
    const { outcome } = await plan([{ reply: { json: { execution } } }], { taken_ids: ['s1', longest] })
    expect(outcome).toMatchObject({ ok: true, plan: { subtasks: [{ id: 'x-s1-2' }, { id: 'x-s1', depends_on: ['x-s1-2'] }, {}] } })
    if (!outcome.ok) return
    expect(planSchema.safeParse(outcome.plan).success).toBe(true)
    expect(outcome.plan.subtasks[2]?.id).not.toBe(longest)
  })

  it.each([
    ['fenced', (text: string) => `Here is the plan:\n\`\`\`json\n${text}\n\`\`\`\nGood luck!`],
    ['with words around it', (text: string) => `Sure. ${text} That is all.`],
  ])('is read from JSON that is %s', async (_, wrap) => {
    const { outcome } = await plan([{ reply: { text: wrap(JSON.stringify({ execution: [{ id: 's1', title: 'x', task: 'y' }] })) } }])
    expect(outcome).toMatchObject({ ok: true, plan: { subtasks: [{ id: 's1', depends_on: [], required_tools: [] }] } })
  })

  it('that names context and a huge discovery stays bounded', async () => {
    const discovered = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`d${n}`, { title: 't', result: 'x'.repeat(100_000) }]))
    const { server } = await plan([{ reply: { json: { execution: [subtask('s1')] } } }], {
      phase: 'execution',
      discovered,
      context: { user: { note: 'short' }, session: [] },
    })
    const prompt = server.chats()[0]?.messages[1]?.content ?? ''
    expect(prompt.length).toBeLessThan(70_000)
    expect(prompt).toContain('# Given\n{"user":{"note":"short"}}')
  })
})

describe('an invalid plan', () => {
  const tooMany = Array.from({ length: 5 }, (_, n) => subtask(`s${n}`))
  const cases: [string, object, RegExp][] = [
    ['an id twice', { execution: [subtask('s1'), subtask('s1')] }, /'s1' is used twice/],
    ['an unknown dependency', { execution: [subtask('s1', { depends_on: ['s9'] })] }, /'s1' depends on 's9', which does not exist/],
    ['a circle', { execution: [subtask('a', { depends_on: ['b'] }), subtask('b', { depends_on: ['a'] })] }, /circle: a -> b -> a/],
    ['itself as a dependency', { execution: [subtask('a', { depends_on: ['a'] })] }, /circle: a -> a/],
    ['an unknown tool', { execution: [subtask('s1', { required_tools: ['teleport'] })] }, /tool 'teleport', which does not exist/],
    ['too many subtasks', { execution: tooMany }, /5 subtasks; at most 4/],
    ['no subtasks', { discovery: [], execution: [] }, /no subtasks/],
    ['a bad id', { execution: [subtask('../x')] }, /'\.\.\/x' must be like s1/],
    ['an empty task', { execution: [subtask('s1', { task: '  ' })] }, /has no task/],
    ['another shape', { execution: 'soon' }, /execution: /],
  ]
  it.each(cases)('with %s goes back once with the errors, and is mended', async (_, wrong, told) => {
    const { outcome, purposes, server } = await plan([{ reply: [{ json: wrong as never }, { json: { execution: [subtask('s1')] } }] }])
    expect(outcome).toMatchObject({ ok: true, plan: { subtasks: [{ id: 's1' }] } })
    expect(purposes).toEqual(['plan.discovery', 'plan.discovery.repair'])
    expect(server.chats()[1]?.messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'user'])
    expect(server.chats()[1]?.messages[3]?.content).toMatch(told)
  })

  const many = <T>(count: number, item: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => item(n))
  it.each([
    ['subtasks in a chain', many(200, (n) => subtask(`s${n}`, { depends_on: [`s${n + 1}`] })), /200 subtasks; at most 4 are allowed\.$/],
    ['bad ids', many(200, (n) => subtask(`../${n}`)), /And 180 more\.$/],
    ['unknown dependencies', [subtask('s1', { depends_on: many(50, (n) => `${n}-`.repeat(500)) })], /And 30 more\.$/],
    ['criteria', [subtask('s1', { acceptance_criteria: many(50, () => 'x') })], /'s1' has 50 acceptance criteria/],
  ])('with far too many %s is told in few words', async (_, execution, told) => {
    const { outcome } = await plan([{ reply: [{ json: { execution } }, { json: { execution } }] }])
    expect(outcome).toMatchObject({ ok: false, code: 'PLAN_INVALID', message: expect.stringMatching(told) })
    expect(JSON.stringify(outcome).length).toBeLessThan(25_000)
  })

  it('is given up after the second time', async () => {
    const { outcome, server } = await plan([{ reply: ['no plan today', ''] }])
    expect(outcome).toEqual({
      ok: false,
      code: 'PLAN_INVALID',
      message: 'The plan of the model was invalid twice: The answer is not one JSON object.',
      errors: ['The answer is not one JSON object.'],
      suggestions: [],
    })
    expect(server.requests).toHaveLength(2)
  })
})

it('an error of the model is passed on', async () => {
  await expect(plan([{ reply: { error: { status: 401 } } }])).rejects.toMatchObject({ code: 'MODEL_KEY_REJECTED' })
})
