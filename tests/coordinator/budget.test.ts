import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { reduceRun } from '../../src/view/reduce-run.ts'
import { runDocument } from '../../src/view/run-document.ts'
import { emptyRunView } from '../../src/view/run-view.ts'
import { read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const FILES = { 's1.txt': 'one', 's2.txt': 'two' }
const RUN = ['run', 'Do it', '--agent', 'writer']
const prices = (place: Scene, entries: object) => writeFileSync(join(place.place.configDir, 'prices.json'), JSON.stringify(entries))
const twoSteps = [
  { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt')], usage: { prompt: 9000, completion: 2000 } } },
  { when: { turn: 1 }, reply: { text: 'done', usage: { prompt: 9000, completion: 1000 } } },
]

describe('a limit of tokens', () => {
  test('ends the run with 7, and a resume with a higher one goes on without paying again', { timeout: 30_000 }, async () => {
    open = await scene(twoSteps, { files: FILES })
    const spent = await open.claw([...RUN, '--max-tokens', '12000'])
    expect(spent).toMatchObject({ code: 7, document: { status: 'interrupted', error: { code: 'RUN_BUDGET' } } })
    expect(spent.document.error?.fix).toBe(`claw resume ${spent.document.run_id} --max-tokens <more>`)
    expect(spent.document.error?.message).toContain('11000 tokens of --max-tokens 12000')
    expect(open.server.chats()).toHaveLength(1)
    const raised = await open.claw(['resume', spent.document.run_id ?? '', '--max-tokens', '50000'])
    expect(raised.document).toMatchObject({ ok: true, result: 'done', usage: [{ calls: 2, input_tokens: 18_000, output_tokens: 3000 }] })
    expect(open.server.chats()).toHaveLength(2)
  })

  test('goes to the provider as the longest answer, and half an answer is not taken for a whole one', { timeout: 30_000 }, async () => {
    open = await scene([{ reply: [{ text: 'half of', finish_reason: 'length', usage: { prompt: 1000, completion: 3000 } }, 'all of it'] }])
    const cut = await open.claw([...RUN, '--max-tokens', '9000'])
    expect(cut).toMatchObject({ code: 7, document: { error: { code: 'RUN_BUDGET' }, usage: [{ calls: 1, output_tokens: 3000 }] } })
    const asked = cut.of('model.requested')[0]?.data
    expect(open.server.requests.at(-1)?.body['max_tokens']).toBe(asked?.max_tokens)
    expect((asked?.max_tokens ?? 0) + (asked?.prompt_tokens ?? 0)).toBeLessThanOrEqual(9000)
    expect((await open.claw(['resume', cut.document.run_id ?? '', '--max-tokens', 'none'])).document).toMatchObject({
      ok: true,
      result: 'all of it',
    })
  })

  test('too small for the first prompt: nothing is asked; also by setting', { timeout: 30_000 }, async () => {
    open = await scene([], { env: { CLOSED_CLAW_MAX_TOKENS: '50' } })
    expect(await open.claw(RUN)).toMatchObject({ code: 7, document: { error: { code: 'RUN_BUDGET' } } })
    expect(open.server.chats()).toEqual([])
  })

  test('money by setting, and a run that wants none', { timeout: 30_000 }, async () => {
    open = await scene([{ reply: 'done' }], { files: FILES, env: { CLOSED_CLAW_MAX_COST_USD: '0.5' } })
    expect(await open.claw(RUN)).toMatchObject({ code: 3, document: { error: { code: 'PRICE_UNKNOWN' } } })
    expect(open.server.chats()).toEqual([])
    expect((await open.claw([...RUN, '--max-cost', 'none'])).document).toMatchObject({ ok: true, result: 'done' })
  })

  test('of an agent: AGENT_BUDGET, and its manifest raised lets the run go on', { timeout: 30_000 }, async () => {
    const manifest = (tokens: number) =>
      JSON.stringify({
        agent_id: 'thrifty',
        name: 'Thrifty',
        description: 'Reads a file and says what is in it',
        tags: [],
        tools_allowlist: ['file_io'],
        skill_ids: [],
        examples: ['read the file'],
        entrypoint: 'builtin',
        limits: { tokens },
        requires_approval_for: [],
        version: '1.0.0',
        created_at: '2026-01-01T00:00:00Z',
        created_by: 'user',
      })
    open = await scene(twoSteps, {
      files: { ...FILES, 'agents/thrifty/manifest.json': manifest(12_000), 'agents/thrifty/skill.md': 'Be brief.' },
    })
    const spent = await open.claw(['run', 'Do it', '--agent', 'thrifty'])
    expect(spent, spent.stdout).toMatchObject({ code: 7, document: { error: { code: 'AGENT_BUDGET' } } })
    open.place.write('agents/thrifty/manifest.json', manifest(90_000))
    expect((await open.claw(['resume', spent.document.run_id ?? ''])).document).toMatchObject({ ok: true, result: 'done' })
    expect(open.server.chats()).toHaveLength(2)
  })

  test('several subtasks at once keep to it together', { timeout: 30_000 }, async () => {
    const steps = ['s1', 's2', 's3', 's4'].map((id) => subtask(id))
    open = await scene(
      [
        { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: steps } } },
        { when: { schema: 'synthesis' }, reply: { json: { answer: 'all', verdicts: [] } } },
        { reply: { text: 'x '.repeat(50), delay_ms: 200, usage: { prompt: 3000, completion: 2000 } } },
      ],
      { files: FILES },
    )
    const ran = await open.claw(['run', 'Read four files and then compare what they say about the four of them', '--max-tokens', '16000'])
    const used = ran.document.usage.reduce((sum, use) => sum + use.input_tokens + use.output_tokens, 0)
    expect(ran.code).toBe(7)
    expect(used).toBeLessThanOrEqual(16_000)
  })
})

describe('a limit of money', () => {
  test('needs a price: else nothing is asked, and the way out is named', { timeout: 30_000 }, async () => {
    open = await scene(twoSteps, { files: FILES })
    const refused = await open.claw([...RUN, '--max-cost', '1'])
    expect(refused).toMatchObject({ code: 3, document: { status: 'interrupted', error: { code: 'PRICE_UNKNOWN' } } })
    expect(refused.document.error?.fix).toContain('--max-tokens')
    expect(refused.document.error?.fix).toContain('prices.json')
    expect(open.server.chats()).toEqual([])
    const goesOn = await open.claw(['resume', refused.document.run_id ?? '', '--max-cost', 'none'])
    expect(goesOn.document).toMatchObject({ ok: true, cost: null })
  })

  test('is kept by the prices of the user', { timeout: 30_000 }, async () => {
    open = await scene(twoSteps, { files: FILES })
    prices(open, { 'openai/*': { input: 10, output: 100, as_of: '2026-11-01' } })
    const spent = await open.claw([...RUN, '--max-cost', '0.30'])
    expect(spent).toMatchObject({ code: 7, document: { error: { code: 'RUN_COST' } } })
    expect(spent.document.cost).toBeCloseTo(0.29)
    expect(spent.document.error?.message).toContain('$0.29 of --max-cost 0.3')
    expect(spent.of('model.finished')[0]?.data).toMatchObject({ cost_usd: expect.closeTo(0.29), price_as_of: '2026-11-01' })
    const raised = await open.claw(['resume', spent.document.run_id ?? '', '--max-cost', '2'])
    expect(raised.document).toMatchObject({ ok: true, usage: [{ calls: 2 }] })
    expect(raised.document.cost).toBeCloseTo(0.29 + 0.19)
    expect(raised.stderr).not.toContain('unknown')
  })

  test('a prices.json that says something else is told with its place', { timeout: 30_000 }, async () => {
    open = await scene(twoSteps)
    prices(open, { 'openai/*': { input: 'cheap', output: 1 } })
    const failed = await open.claw(RUN)
    expect(failed).toMatchObject({
      code: 3,
      document: { error: { code: 'CONFIG_INVALID', where: expect.stringContaining('prices.json') } },
    })
    // No run waits for prices for ever; doctor names them, and the way back to no model needs none.
    expect(await open.result(['runs'])).toEqual([])
    const doctor = await open.place.run(['doctor', '--json', '--no-input'], { env: open.env })
    expect(doctor.stdout).toMatch(/"name":"prices","required":false,"state":"failed"/)
    expect((await open.place.run(['setup', '--provider', 'rules', '--yes'], { env: open.env })).code).toBe(0)
  })

  test('wrong amounts are refused before anything is done', { timeout: 30_000 }, async () => {
    open = await scene([])
    for (const wrong of ['-1', 'much', '1e9', '']) expect((await open.claw([...RUN, `--max-cost=${wrong}`])).code, wrong).toBe(2)
  })
})

test('the header is the sum of its rows, in JSON, in text and in the events', { timeout: 30_000 }, async () => {
  open = await scene(twoSteps, { files: FILES })
  prices(open, { 'openai/*': { input: 10, output: 100 } })
  const ran = await open.claw(RUN)
  const { usage, cost, run_id } = ran.document
  expect(cost).toBeCloseTo(usage.reduce((sum, use) => sum + (use.cost_usd ?? Number.NaN), 0))
  const view = ran.events.reduce(reduceRun, emptyRunView(run_id ?? ''))
  expect(runDocument(view).cost).toBe(cost)
  const text = await open.place.run(['watch', run_id ?? ''], { env: open.env })
  expect(text.stderr).toMatch(/2 model calls, 21000 tokens|2 model calls, 21,000 tokens|2 model calls, 21 000 tokens/)
  expect(text.stderr).toContain('$0.48')
})

test('what was refused and paid without a known price is not told as free', { timeout: 30_000 }, async () => {
  open = await scene([{ reply: { refusal: 'I will not.', usage: { prompt: 900, completion: 5 } } }])
  const { document } = await open.claw(RUN)
  expect(document).toMatchObject({ error: { code: 'MODEL_REFUSED' }, cost: null, usage: [{ input_tokens: 900, cost_usd: null }] })
})
