import { afterEach, expect, it } from 'vitest'
import { estimateTokens } from '../../src/kernel/estimate-tokens.ts'
import { isJsonObject } from '../../src/kernel/json.ts'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { openai } from '../helpers/dialects/openai.ts'
import { type ChatRequest, type Dialect, type ScriptedModel, type ScriptedReply, startScriptedModel } from '../helpers/scripted-model.ts'
import { KEY, readRun } from './scene.ts'

let place: ClawPlace | undefined
let server: ScriptedModel | undefined
afterEach(async () => {
  await server?.close()
  place?.remove()
})

const READS = 11
const FILES = Object.fromEntries(
  Array.from({ length: READS }, (_, n) => [
    `part${n}.txt`,
    Array.from({ length: 1000 }, (_, line) => `${line} of part ${n}, in plain words of a report`).join('\n'),
  ]),
)

/** A server that says how large the window of its models is. */
function withWindow(tokens: number): Dialect {
  return {
    ...openai,
    aside: (request, models) => {
      const list = openai.aside(request, models)
      const rows = Array.isArray(list?.['data']) ? list['data'].filter(isJsonObject) : []
      return list === undefined ? undefined : { ...list, data: rows.map((row) => ({ ...row, max_model_len: tokens })) }
    },
  }
}

const promptOf = (chat: ChatRequest): string => JSON.stringify([chat.body['tools'] ?? [], chat.messages])

/** Counts like a model, refuses what passes the window, and has read before what begins as the last prompt did. */
function createReader(window: number) {
  let before = ''
  const counts: number[] = []
  let cached = 0
  function answer(chat: ChatRequest): ScriptedReply {
    const prompt = promptOf(chat)
    const tokens = estimateTokens(prompt)
    counts.push(tokens)
    if (tokens > window)
      return { error: { status: 400, code: 'context_length_exceeded', message: `maximum context length is ${window} tokens` } }
    let same = 0
    while (same < before.length && before[same] === prompt[same]) same += 1
    const known = estimateTokens(prompt.slice(0, same))
    cached += known
    before = prompt
    // Not by the messages: old steps may be left out of them.
    const turn = counts.length - 1
    const usage = { prompt: tokens, completion: 5, cached: known }
    return turn >= READS
      ? { text: 'All parts are read.', usage }
      : { tool_calls: [{ name: 'file_io', args: { op: 'read', path: `part${turn}.txt` } }], usage }
  }
  return { answer, counts, cached: () => cached }
}

it('eleven files of 50 kB stay within the window that the server tells, and what it has read before is counted', {
  timeout: 60_000,
}, async () => {
  const window = 16_384
  const reader = createReader(window)
  place = clawPlace(FILES)
  server = await startScriptedModel(withWindow(window), reader.answer)
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off' }
  const run = readRun(
    place,
    await place.run(['run', 'Tell me what the parts say', '--agent', 'file-analyst', '--json', '--no-input'], { env }),
  )
  expect(run.document).toMatchObject({ ok: true, status: 'completed' })
  expect(server.asides.map((aside) => aside.path)).toEqual(['/v1/models'])
  expect(Math.max(...reader.counts)).toBeLessThanOrEqual(window * 0.85)
  const sum = reader.counts.reduce((total, count) => total + count, 0)
  expect(sum).toBeLessThan(reader.counts.length * window * 0.75)
  const [usage] = run.document.usage
  expect(usage).toMatchObject({ calls: reader.counts.length, input_tokens: sum, cached_tokens: reader.cached() })
  expect((usage?.cached_tokens ?? 0) / sum).toBeGreaterThan(0.3)
  // Role, skills and tools are the same to the letter in every call.
  const prefixes = new Set(server.chats().map((chat) => JSON.stringify([chat.body['tools'], chat.messages.slice(0, 2)])))
  expect(prefixes.size).toBe(1)
})

it('a window that a server keeps to itself is found by being refused, and the run goes on', { timeout: 60_000 }, async () => {
  const reader = createReader(16_384)
  place = clawPlace(FILES)
  server = await startScriptedModel(openai, reader.answer)
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off' }
  const run = readRun(
    place,
    await place.run(['run', 'Tell me what the parts say', '--agent', 'file-analyst', '--json', '--no-input'], { env }),
  )
  expect(run.document).toMatchObject({ ok: true, status: 'completed' })
  expect(run.of('model.finished').filter((event) => event.data.error?.code === 'MODEL_CONTEXT_LENGTH').length).toBeGreaterThan(0)
})

it('a model that is too small for the role says so at once, and a resume with a larger one goes on', { timeout: 60_000 }, async () => {
  place = clawPlace(FILES)
  server = await startScriptedModel(withWindow(600), () => 'done')
  const env = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off' }
  const run = readRun(
    place,
    await place.run(['run', 'Tell me what the parts say', '--agent', 'file-analyst', '--json', '--no-input'], { env }),
  )
  expect(run).toMatchObject({ code: 4, document: { ok: false, error: { code: 'MODEL_CONTEXT_LENGTH' } } })
  expect(server.chats()).toHaveLength(0)
  const larger = await startScriptedModel(withWindow(100_000), () => 'done')
  const again = await place.run(['resume', run.document.run_id ?? '', '--json', '--no-input'], {
    env: { ...env, OPENAI_BASE_URL: larger.url },
  })
  await larger.close()
  expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, status: 'completed', result: 'done' })
})
