import { afterEach, expect, test } from 'vitest'
import { anthropic } from '../helpers/dialects/anthropic.ts'
import { ollama } from '../helpers/dialects/ollama.ts'
import { type ScriptedModel, startScriptedModel } from '../helpers/scripted-model.ts'
import { read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
let claude: ScriptedModel | undefined
let ollamaServer: ScriptedModel | undefined
afterEach(async () => {
  await open?.close()
  await claude?.close()
  await ollamaServer?.close()
})

const KEY = 'sk-ant-api03-Canary7f3a91c2d4e5b6a7087f3a91c2d'
const RUN = ['run', 'Do it', '--agent', 'writer']
const down = { error: { status: 500 } }

test('a circuit opens, half-opens and closes, and the fallback answers meanwhile', { timeout: 60_000 }, async () => {
  claude = await startScriptedModel(anthropic, [
    { when: { turn: 0 }, reply: { tool_calls: [read('a.txt')], usage: { prompt: 100, completion: 10 } } },
    { when: { turn: 1 }, reply: { tool_calls: [read('b.txt')], delay_ms: 2200, usage: { prompt: 200, completion: 10 } } },
  ])
  open = await scene([{ when: { turn: 2 }, reply: 'well again' }, { reply: down }], {
    files: { 'a.txt': 'a', 'b.txt': 'b' },
    env: {
      CLOSED_CLAW_LLM_FALLBACK: 'claude:claude-haiku-4-5',
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: claude.url,
      CLOSED_CLAW_CIRCUIT_BREAKER_FAILURES: '1',
      CLOSED_CLAW_CIRCUIT_BREAKER_RESET_SEC: '2',
    },
  })
  const ran = await open.claw(RUN)
  expect(ran, ran.stdout + ran.stderr).toMatchObject({ code: 0, document: { result: 'well again' } })
  expect(ran.of('model.circuit').map((event) => event.data.state)).toEqual(['open', 'half_open', 'closed'])
  const fell = ran.of('model.fell_back').map((event) => event.data)
  expect(fell).toMatchObject([{ provider: 'claude', error: { code: 'MODEL_UNAVAILABLE' } }, { provider: 'claude' }])
  expect(fell[1]?.error.message).toContain('failed 1 times in a row')
  expect(ran.of('model.finished').map((event) => event.data.provider)).toEqual(['claude', 'claude', 'openai'])
  expect(ran.document.usage.map(({ provider, calls }) => [provider, calls])).toEqual([
    ['claude', 2],
    ['openai', 1],
  ])
  // Four tries of the first call; the second one was not even tried.
  expect(open.server.chats()).toHaveLength(5)
  expect(claude.chats()).toHaveLength(2)
})

test('without a fallback an open circuit ends the run with 4, and a resume goes on', { timeout: 60_000 }, async () => {
  open = await scene([{ reply: [down, down, down, down, 'fine'] }], { env: { CLOSED_CLAW_CIRCUIT_BREAKER_FAILURES: '1' } })
  const failed = await open.claw(RUN)
  expect(failed).toMatchObject({ code: 4, document: { error: { code: 'MODEL_UNAVAILABLE' } } })
  expect(failed.of('model.circuit')).toHaveLength(1)
  expect((await open.claw(['resume', failed.document.run_id ?? ''])).document).toMatchObject({ ok: true, result: 'fine' })
})

test('calls at the same time are held to the setting, and their wait is told', { timeout: 60_000 }, async () => {
  const steps = ['s1', 's2', 's3'].map((id) => subtask(id))
  let [now, most] = [0, 0]
  open = await scene(
    async (request) => {
      if (request.schema === 'plan') return { json: { reason: 'r', execution: steps } }
      if (request.schema !== undefined) return { json: { answer: 'all', verdicts: [] } }
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setTimeout(resolve, 400))
      now -= 1
      return 'done'
    },
    { files: { 's1.txt': '1', 's2.txt': '2', 's3.txt': '3' }, env: { CLOSED_CLAW_LLM_CONCURRENCY: '1' } },
  )
  const ran = await open.claw(['run', 'Read three files and then compare what they say about the three of them'])
  expect(ran.code, ran.stdout).toBe(0)
  expect(most).toBe(1)
  expect(ran.of('model.finished').some((event) => (event.data.waited_ms ?? 0) >= 300)).toBe(true)
})

test('an Ollama that is the fallback is asked one thing at a time', { timeout: 60_000 }, async () => {
  const steps = ['s1', 's2', 's3'].map((id) => subtask(id))
  let [now, most] = [0, 0]
  ollamaServer = await startScriptedModel(ollama, async () => {
    now += 1
    most = Math.max(most, now)
    await new Promise((resolve) => setTimeout(resolve, 300))
    now -= 1
    return 'done'
  })
  open = await scene(
    [
      { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: steps } } },
      { when: { schema: 'none' }, reply: { error: { status: 500, headers: { 'retry-after-ms': '1' } } } },
      { reply: { json: { answer: 'all', verdicts: [] } } },
    ],
    { env: { CLOSED_CLAW_LLM_FALLBACK: 'ollama:qwen3:8b', OLLAMA_BASE_URL: ollamaServer.url } },
  )
  const ran = await open.claw(['run', 'Read three files and then compare what they say about the three of them'])
  expect(ran.code, ran.stdout).toBe(0)
  expect(ollamaServer.chats().length).toBeGreaterThanOrEqual(3)
  expect(most).toBe(1)
})

const manifest = (model: object) =>
  JSON.stringify({
    agent_id: 'poet',
    name: 'Poet',
    description: 'Writes verses about anything',
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
    examples: ['write a verse'],
    entrypoint: 'builtin',
    model,
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00Z',
    created_by: 'user',
  })

test('the model that an agent names is asked, with the key of its own provider', { timeout: 60_000 }, async () => {
  claude = await startScriptedModel(anthropic, [{ reply: 'a verse' }], { apiKey: KEY })
  open = await scene([], {
    files: { 'agents/poet/manifest.json': manifest({ provider: 'claude', name: 'claude-haiku-4-5' }), 'agents/poet/skill.md': 'Rhyme.' },
  })
  const run = ['run', 'Do it', '--agent', 'poet']
  const without = await open.claw(run)
  expect(without).toMatchObject({
    code: 4,
    document: { error: { code: 'MODEL_KEY_MISSING', message: expect.stringContaining('ANTHROPIC_API_KEY') } },
  })
  const env = { ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: claude.url }
  const resumed = await open.claw(['resume', without.document.run_id ?? ''], env)
  expect(resumed.document, resumed.stdout).toMatchObject({
    ok: true,
    result: 'a verse',
    usage: [{ provider: 'claude', model: 'claude-haiku-4-5' }],
  })
  expect(open.server.chats()).toEqual([])
  open.place.write('agents/poet/manifest.json', manifest({ provider: 'nobody' }))
  expect(await open.claw(run, env)).toMatchObject({ code: 4, document: { error: { message: expect.stringContaining("'nobody'") } } })
})
