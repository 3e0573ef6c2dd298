import { afterEach, expect, test } from 'vitest'
import { readRun } from '../../coordinator/scene.ts'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { ollamaDialect } from '../../helpers/dialects/ollama.ts'
import type { OllamaServer } from '../../helpers/dialects/ollama-server.ts'
import { type Script, type ScriptedModel, startScriptedModel } from '../../helpers/scripted-model.ts'

let place: ClawPlace
let server: ScriptedModel

afterEach(async () => {
  await server.close()
  place.remove()
})

async function setUp(script: Script, like: Partial<OllamaServer> = {}) {
  const big = Array.from({ length: 400 }, (_, line) => `entry ${line}: the quick brown fox jumps over the lazy dog`).join('\n')
  const files = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`big${n}.txt`, `${big}\nend of ${n}\n`]))
  place = clawPlace({ 's1.txt': 'colour: teal\n', 's2.txt': 'shade: dark\n', ...files })
  server = await startScriptedModel(ollamaDialect({ models: ['qwen3:8b'], ...like }), script)
  return {
    CLOSED_CLAW_LLM_PROVIDER: 'ollama',
    OLLAMA_BASE_URL: server.url,
    CLOSED_CLAW_LLM_MODEL: 'qwen3:8b',
    CLOSED_CLAW_RULES_FIRST: 'off',
  }
}

const chats = () => server.requests.filter(({ path }) => path === '/api/chat')
const read = (path: string) => ({ name: 'file_io', args: { op: 'read', path } })
const step = (id: string) => ({
  id,
  title: `Step ${id}`,
  task: `Read the file ${id}.txt of this folder (${id})`,
  depends_on: [],
  required_tools: ['file_io'],
  acceptance_criteria: [],
})

const PLANNED: Script = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'two files', execution: [step('s1'), step('s2')] } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'The colour is dark teal.', verdicts: [] } } },
  ...['s1', 's2'].flatMap((id) => [
    { when: { task: `(${id})`, turn: 0 }, reply: { tool_calls: [read(`${id}.txt`), read('s2.txt'), { name: 'no_such_tool', args: {} }] } },
    { when: { task: `(${id})`, turn: 1 }, reply: { text: `done ${id}`, usage: { prompt: 1000, completion: 10, cached: 500 } } },
  ]),
]
const TASK = 'Read s1.txt, then read s2.txt'

test('a run with a plan, tool calls at once and a tool that is not there, as a document', { timeout: 60_000 }, async () => {
  const env = await setUp(PLANNED)
  const ran = readRun(place, await place.run(['run', TASK, '--json', '--no-input'], { env }))
  expect(ran.document.error).toBeNull()
  expect(ran).toMatchObject({ code: 0, document: { ok: true, status: 'completed', engine: 'model', result: 'The colour is dark teal.' } })
  expect(ran.of('model.finished').every(({ data }) => data.provider === 'ollama')).toBe(true)
  expect(ran.of('model.finished').find(({ data }) => data.content === 'done s1')?.data.usage).toEqual({
    input_tokens: 1000,
    output_tokens: 10,
    cached_tokens: 500,
  })
  expect(chats().every(({ body }) => body['truncate'] === false)).toBe(true)
  // The server refuses results that answer no call.
  expect(chats().every(({ chat }) => chat !== undefined)).toBe(true)
})

test('the same as text', { timeout: 60_000 }, async () => {
  const env = await setUp(PLANNED)
  expect(await place.run(['run', TASK, '--no-input'], { env })).toMatchObject({ code: 0, stdout: 'The colour is dark teal.\n' })
})

const READING: Script = [
  ...[0, 1, 2, 3, 4, 5].map((turn) => ({ when: { turn, tool: 'file_io' }, reply: { tool_calls: [read(`big${turn + 1}.txt`)] } })),
  { reply: 'Six files, all alike.' },
]
const LONG = ['run', '--agent', 'file-analyst', 'Compare the files big1.txt to big6.txt in your own words', '--json', '--no-input']

test('results beyond the window are shortened before the server would have to refuse', { timeout: 60_000 }, async () => {
  const env = await setUp(READING)
  const small = { ...env, CLOSED_CLAW_OLLAMA_NUM_CTX: '12000' }
  const ran = readRun(place, await place.run(LONG, { env: small }))
  expect(ran.document.error).toBeNull()
  expect(ran).toMatchObject({ code: 0, document: { result: 'Six files, all alike.' } })
  expect(chats().map(({ body }) => (body['options'] as { num_ctx: number }).num_ctx)).toEqual(chats().map(() => 12_000))
  expect(chats().every(({ chat }) => chat !== undefined)).toBe(true)
  expect(JSON.stringify(chats().at(-1)?.body['messages'])).toContain('end of 6')
})

test('a window that is too small for the task as such is said, with the way out', { timeout: 60_000 }, async () => {
  const env = await setUp(READING)
  const ran = readRun(place, await place.run(LONG, { env: { ...env, CLOSED_CLAW_OLLAMA_NUM_CTX: '1024' } }))
  expect(ran).toMatchObject({ code: 4, document: { ok: false, status: 'failed', error: { code: 'MODEL_CONTEXT_LENGTH' } } })
  expect(chats().every(({ answered }) => answered)).toBe(true)
})

test.each([
  ['a model that is not there', { models: ['llama3.2'] }, 'MODEL_BAD_REQUEST', /model 'qwen3:8b' not found/, /^ollama pull qwen3:8b$/],
  [
    'a model without tools',
    { capabilities: ['completion'] },
    'MODEL_BAD_REQUEST',
    /does not support tools/,
    /^ollama pull qwen3 .*claw models use/,
  ],
])('%s ends the run with its reason and the way out', { timeout: 60_000 }, async (_, like, code, message, fix) => {
  const env = await setUp(READING, like)
  const ran = readRun(place, await place.run(LONG, { env }))
  expect(ran).toMatchObject({
    code: 4,
    document: { ok: false, error: { code, message: expect.stringMatching(message), fix: expect.stringMatching(fix) } },
  })
})

test('nobody there: the run fails, and goes on once Ollama runs', { timeout: 60_000 }, async () => {
  const env = await setUp(PLANNED)
  const { port } = new URL(server.url)
  await server.close()
  const failed = readRun(place, await place.run(['run', TASK, '--json', '--no-input'], { env }))
  expect(failed).toMatchObject({ code: 4, document: { ok: false, error: { code: 'MODEL_UNAVAILABLE', fix: 'ollama serve' } } })
  server = await startScriptedModel(ollamaDialect({ models: ['qwen3:8b'] }), PLANNED, { port: Number(port) })
  const resumed = await place.run(['resume', failed.document.run_id ?? '', '--json', '--no-input'], { env })
  expect(resumed.code).toBe(0)
})

test('claw models says which window calls are made with', { timeout: 60_000 }, async () => {
  const env = await setUp(PLANNED, { contextLength: 40_960 })
  const why = await place.run(['models', 'why', '--json'], { env: { ...env, CLOSED_CLAW_OLLAMA_NUM_CTX: '65536' } })
  expect(JSON.parse(why.stdout)).toMatchObject({ result: { provider: 'ollama', context_tokens: 40_960 } })
  expect((await place.run(['models', 'why'], { env })).stdout).toMatch(
    /^window {4}16384 tokens \(another one: CLOSED_CLAW_OLLAMA_NUM_CTX\)$/m,
  )
})
