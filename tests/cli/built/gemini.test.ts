import { spawnSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { readRun } from '../../coordinator/scene.ts'
import { type ClawPlace, clawPlace, collect } from '../../helpers/claw-place.ts'
import { gemini } from '../../helpers/dialects/gemini.ts'
import { type Script, type ScriptedModel, startScriptedModel } from '../../helpers/scripted-model.ts'

const KEY = 'AIzaSyCanary-7f3a91c2d4e5b6a7087f3a91c2d'
let place: ClawPlace
let server: ScriptedModel

afterEach(async () => {
  await server.close()
  place.remove()
})

async function setUp(script: Script, model = 'gemini-3-pro-preview') {
  place = clawPlace({ 's1.txt': 'colour: teal\n', 's2.txt': 'shade: dark\n' })
  server = await startScriptedModel(gemini, script, { apiKey: KEY })
  return { GEMINI_API_KEY: KEY, GEMINI_BASE_URL: server.url, CLOSED_CLAW_LLM_MODEL: model, CLOSED_CLAW_RULES_FIRST: 'off' }
}

const read = (path: string) => ({ id: `read-${path}`, name: 'file_io', args: { op: 'read', path } })
const step = (id: string) => ({
  id,
  title: `Step ${id}`,
  task: `Read the file ${id}.txt of this folder (${id})`,
  depends_on: [],
  required_tools: ['file_io'],
  acceptance_criteria: [],
})

const SCRIPT: Script = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'two files', execution: [step('s1'), step('s2')] } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'The colour is dark teal.', verdicts: [] } } },
  ...['s1', 's2'].flatMap((id) => [
    {
      when: { task: `(${id})`, turn: 0 },
      reply: {
        tool_calls: [
          { ...read(`${id}.txt`), signature: 'dGhvdWdodA==' },
          { id: 'none', name: 'no_such_tool', args: {} },
        ],
      },
    },
    {
      when: { task: `(${id})`, turn: 1 },
      reply: { text: `done ${id}`, usage: { prompt: 1000, completion: 10, cached: 500, thoughts: 90 } },
    },
  ]),
]

test('a run with a plan, two tool calls at once and a tool that is not there, as a document', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const ran = readRun(place, await place.run(['run', 'Read s1.txt, then read s2.txt', '--json', '--no-input'], { env }))
  expect(ran.document.error).toBeNull()
  expect(ran).toMatchObject({ code: 0, document: { ok: true, status: 'completed', engine: 'model', result: 'The colour is dark teal.' } })
  expect(ran.of('model.finished').every(({ data }) => data.provider === 'gemini')).toBe(true)
  expect(ran.of('model.finished').find(({ data }) => data.content === 'done s1')?.data.usage).toEqual({
    input_tokens: 1000,
    output_tokens: 100,
    cached_tokens: 500,
  })
  expect(ran.of('tool.finished').map(({ data }) => data.ok)).toContain(true)
  // The server refuses calls that come back unsigned, and results that do not fit their calls.
  expect(server.requests.map(({ chat }) => chat !== undefined)).toEqual(server.requests.map(() => true))
  expect(spawnSync('grep', ['-rl', KEY, place.root], { encoding: 'utf8' }).stdout).toBe('')
})

test('the same as text', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const ran = await place.run(['run', 'Read s1.txt, then read s2.txt', '--no-input'], { env })
  expect(ran).toMatchObject({ code: 0, stdout: 'The colour is dark teal.\n' })
  expect(ran.stderr).toContain('gemini')
})

test('a key that is not valid ends the run with its reason and a way out', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const wrong = { ...env, GEMINI_API_KEY: 'AIzaWrong' }
  const ran = readRun(place, await place.run(['run', 'Read s1.txt, then read s2.txt', '--json', '--no-input'], { env: wrong }))
  expect(ran).toMatchObject({ code: 4, document: { ok: false, error: { code: 'MODEL_KEY_REJECTED' } } })
})

test('a run that was killed goes on with the signatures that its journal kept', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const killed = await place.run(['run', 'Read s1.txt, then read s2.txt', '--json', '--no-input'], {
    env: { ...env, CLOSED_CLAW_CRASHPOINT: 'effect.after:1' },
  })
  expect(killed.signal).toBe('SIGKILL')
  const [run] = JSON.parse((await place.run(['runs', '--json'], { env })).stdout).result as { run_id: string }[]
  const ran = readRun(place, await place.run(['resume', run?.run_id ?? '', '--json', '--no-input'], { env }))
  expect(ran).toMatchObject({ code: 0, document: { status: 'completed', result: 'The colour is dark teal.' } })
  expect(server.requests).toHaveLength(6)
  expect(server.requests.every(({ chat }) => chat !== undefined)).toBe(true)
})

const RUN = ['run', 'Which file of this folder is the most poetic one?', '--agent', 'file-analyst', '--json', '--no-input']

test.each([
  ['a blocked prompt', { refusal: 'SAFETY' }, { code: 1, error: 'MODEL_REFUSED' }],
  [
    'a model that is not there',
    { error: { status: 404, message: 'models/gemini-0 is not found' } },
    { code: 4, error: 'MODEL_BAD_REQUEST' },
  ],
  ['an account without billing', { error: { status: 402 } }, { code: 4, error: 'MODEL_RATE_LIMITED' }],
])('%s ends the run with its code', { timeout: 60_000 }, async (_, reply, { code, error }) => {
  const env = await setUp([{ reply }])
  const ran = readRun(place, await place.run(RUN, { env }))
  expect(ran).toMatchObject({ document: { ok: false, error: { code: error } } })
  expect(ran.code).toBe(code)
})

test('a prompt that is too long is told again shorter', { timeout: 60_000 }, async () => {
  const TOO_LONG = 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'
  const tool_calls = [{ ...read('s1.txt'), args: { op: 'read', path: 'long.txt' }, signature: 'c2lnbmVk' }]
  const env = await setUp([
    { when: { turn: 0 }, reply: { tool_calls } },
    { when: { turn: 1 }, reply: [{ error: { status: 400, message: TOO_LONG } }, 'the first one'] },
  ])
  place.write('long.txt', 'a line of poetry\n'.repeat(2000))
  const ran = readRun(place, await place.run(RUN, { env }))
  expect(ran).toMatchObject({ code: 0, document: { result: 'the first one' } })
  const [, long, short] = server.requests.map(({ body }) => JSON.stringify(body).length)
  expect(short).toBeLessThan(long ?? 0)
})

test('Ctrl-C reaches the socket', { timeout: 60_000 }, async () => {
  const env = await setUp([{ reply: { fault: 'stall' } }])
  const child = place.start(RUN, { env })
  const ended = collect(child)
  await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(1)
  child.kill('SIGINT')
  expect((await ended).code).toBe(130)
  await expect.poll(() => server.requests[0]?.closedByClient).toBe(true)
})
