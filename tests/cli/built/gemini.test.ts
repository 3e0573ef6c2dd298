import { spawnSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { readRun } from '../../coordinator/scene.ts'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
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
