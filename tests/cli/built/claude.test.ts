import { spawnSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { readRun } from '../../coordinator/scene.ts'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { anthropic } from '../../helpers/dialects/anthropic.ts'
import { type Script, type ScriptedModel, startScriptedModel } from '../../helpers/scripted-model.ts'

const KEY = 'sk-ant-api03-Canary7f3a91c2d4e5b6a7087f3a91c2d'
const TASK = 'Read s1.txt, then read s2.txt'
let place: ClawPlace
let server: ScriptedModel

afterEach(async () => {
  await server.close()
  place.remove()
})

async function setUp(script: Script) {
  place = clawPlace({ 's1.txt': 'colour: teal\n', 's2.txt': 'shade: dark\n' })
  server = await startScriptedModel(anthropic, script, { apiKey: KEY })
  return {
    ANTHROPIC_API_KEY: KEY,
    ANTHROPIC_BASE_URL: server.url,
    CLOSED_CLAW_LLM_MODEL: 'claude-haiku-4-5',
    CLOSED_CLAW_RULES_FIRST: 'off',
  }
}

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
        text: 'Reading.',
        tool_calls: [
          { name: 'file_io', args: { op: 'read', path: `${id}.txt` } },
          { name: 'no_such_tool', args: {} },
          { name: 'file_io', args: '{"op": "re' },
        ],
        usage: { prompt: 3000, completion: 20, written: 2900 },
      },
    },
    {
      when: { task: `(${id})`, turn: 1 },
      reply: { text: `done ${id}`, usage: { prompt: 3400, completion: 10, cached: 2900, written: 480 } },
    },
  ]),
]

test('a run with a plan and several tool calls at once, good and bad ones, as a document', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const ran = readRun(place, await place.run(['run', TASK, '--json', '--no-input'], { env }))
  expect(ran.document.error).toBeNull()
  expect(ran).toMatchObject({ code: 0, document: { ok: true, status: 'completed', engine: 'model', result: 'The colour is dark teal.' } })
  expect(ran.of('model.finished').every(({ data }) => data.provider === 'claude')).toBe(true)
  expect(ran.of('model.finished').find(({ data }) => data.content === 'done s1')?.data.usage).toEqual({
    input_tokens: 3400,
    output_tokens: 10,
    cached_tokens: 2900,
    cache_write_tokens: 480,
  })
  // The server refuses what the API refuses: results that do not fit their calls, turns that do not alternate, empty texts.
  expect(server.requests.map(({ chat }) => chat !== undefined)).toEqual(server.requests.map(() => true))
  expect(spawnSync('grep', ['-rl', KEY, place.root], { encoding: 'utf8' }).stdout).toBe('')
})

test('the second call of an attempt begins with all that the first one left in the cache', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  await place.run(['run', TASK, '--no-input'], { env })
  const [first, second] = server.requests.filter(
    ({ chat }) => chat?.messages.some(({ content }) => content.includes('(s1)')) && chat.schema === undefined,
  )
  const unmarked = (value: unknown): string => JSON.stringify(value).replaceAll(',"cache_control":{"type":"ephemeral"}', '')
  expect(unmarked(second?.body['tools'])).toBe(unmarked(first?.body['tools']))
  expect(unmarked(second?.body['system'])).toBe(unmarked(first?.body['system']))
  expect(unmarked(second?.body['messages']).startsWith(unmarked(first?.body['messages']).slice(0, -1))).toBe(true)
  // After the system, after the last turn of the first call, and after its own.
  expect(JSON.stringify(second?.body).split('cache_control')).toHaveLength(4)
})

test('the same as text', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const ran = await place.run(['run', TASK, '--no-input'], { env })
  expect(ran).toMatchObject({ code: 0, stdout: 'The colour is dark teal.\n' })
  expect(ran.stderr).toContain('claude-haiku-4-5')
})

test('a key that is not valid ends the run with its reason and a way out', { timeout: 60_000 }, async () => {
  const env = await setUp(SCRIPT)
  const ran = readRun(place, await place.run(['run', TASK, '--json', '--no-input'], { env: { ...env, ANTHROPIC_API_KEY: 'sk-ant-wrong' } }))
  expect(ran).toMatchObject({ code: 4, document: { ok: false, error: { code: 'MODEL_KEY_REJECTED' } } })
})
