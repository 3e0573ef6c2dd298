import { afterEach, describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { CUT_NOTE } from '../../src/models/create-provider-model.ts'
import type { OllamaServer } from '../helpers/dialects/ollama-server.ts'
import { type OllamaTestOptions, startOllama } from '../helpers/ollama-model.ts'
import type { Fault, Script, ScriptedModel, ScriptedReply } from '../helpers/scripted-model.ts'

let server: ScriptedModel | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function setUp(script: Script, like: Partial<OllamaServer> = {}, options: OllamaTestOptions = {}) {
  const started = await startOllama(script, like, options)
  server = started.server
  return started
}

const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: text }],
  tools: [],
  ...more,
})
const replies = (...reply: ScriptedReply[]): Script => [{ reply }]
const never = new AbortController().signal
const tool = (name: string) => ({
  name,
  description: 'A tool.',
  input_schema: { type: 'object', properties: { path: { type: 'string' } } },
})

async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}

describe('a good answer', () => {
  it('is told as it comes, with usage, and nothing may be cut in silence', async () => {
    const { model, bodies } = await setUp(
      replies({ text: 'Forty-two files, and a snowman \u2603.', usage: { prompt: 100, completion: 9, cached: 64 } }),
    )
    const pieces: string[] = []
    const reply = await model.call(ask('How many?'), { signal: never, onText: (piece) => pieces.push(piece) })
    expect(reply).toMatchObject({ provider: 'ollama', content: 'Forty-two files, and a snowman \u2603.', tool_calls: [] })
    expect(reply.usage).toEqual({ input_tokens: 100, output_tokens: 9, cached_tokens: 64 })
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.join('')).toBe(reply.content)
    expect(bodies()).toMatchObject([{ model: 'llama3.2', stream: true, truncate: false, shift: false, options: { num_ctx: 16_384 } }])
    expect(bodies()[0]).not.toHaveProperty('tools')
    expect(bodies()[0]).not.toHaveProperty('keep_alive')
  })

  it('carries several tool calls at once, and each result goes back under the name of its tool', async () => {
    const calls = [
      { name: 'file_io', args: { path: 'x'.repeat(100) } },
      { name: 'sql_query', args: { path: 'two "quoted"' } },
      { name: 'file_io', args: {} },
    ]
    const { model, bodies } = await setUp(replies({ text: 'Reading.', tool_calls: calls }, 'done'))
    const tools = [tool('file_io'), tool('sql_query')]
    const first = await model.call(ask('read', { tools }), { signal: never })
    expect(first.tool_calls.map(({ name, args }) => ({ name, args }))).toEqual(calls)
    const ids = first.tool_calls.map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'read' },
      { role: 'assistant', content: first.content, tool_calls: [...first.tool_calls] },
      ...ids.map((id, index) => ({ role: 'tool' as const, content: `result ${index}`, tool_call_id: id })),
    ]
    expect((await model.call({ messages, tools }, { signal: never })).content).toBe('done')
    expect(bodies()[1]?.['messages']).toMatchObject([
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'read' },
      { role: 'assistant', tool_calls: calls.map(({ name, args }) => ({ function: { name, arguments: args } })) },
      { role: 'tool', content: 'result 0', tool_name: 'file_io' },
      { role: 'tool', content: 'result 1', tool_name: 'sql_query' },
      { role: 'tool', content: 'result 2', tool_name: 'file_io' },
    ])
    expect(bodies()[0]?.['tools']).toMatchObject([{ type: 'function', function: { name: 'file_io' } }, { function: { name: 'sql_query' } }])
  })

  it('keeps arguments that are no object as they are, and a call for a tool that is not there', async () => {
    const odd = [
      { name: 'file_io', args: '{"path": "/etc/pass' },
      { name: 'file_io', args: '[1]' },
      { name: 'no_such_tool', args: {} },
    ]
    const { model } = await setUp(replies({ tool_calls: odd }, 'ok'))
    const reply = await model.call(ask('read', { tools: [tool('file_io')] }), { signal: never })
    expect(reply.tool_calls.map(({ name, args }) => ({ name, args }))).toEqual([odd[0], { name: 'file_io', args: [1] }, odd[2]])
    const results = reply.tool_calls.map(({ id }) => ({ role: 'tool' as const, content: 'refused', tool_call_id: id }))
    const back = { role: 'assistant' as const, content: '', tool_calls: [...reply.tool_calls] }
    await model.call({ messages: [...ask('read').messages, back, ...results], tools: [] }, { signal: never })
  })

  it('fits a JSON schema that was asked for; temperature and length are passed on', async () => {
    const { model, bodies } = await setUp([{ when: { schema: 'plan' }, reply: { json: { steps: [1, 2] } } }, { reply: 'ok' }])
    const schema = { type: 'object', properties: { steps: { type: 'array', items: { type: 'number' } } }, required: ['steps'] }
    const wanted = { response_schema: { name: 'plan', schema }, temperature: 0.2, max_tokens: 50 }
    const reply = await model.call(ask('plan', wanted), { signal: never })
    expect(JSON.parse(reply.content)).toEqual({ steps: [1, 2] })
    await model.call(ask('x'), { signal: never })
    expect(bodies()[0]).toMatchObject({ format: { title: 'plan', ...schema }, options: { temperature: 0.2, num_predict: 50 } })
    expect(bodies()[1]).not.toHaveProperty('format')
    expect(bodies()[1]?.['options']).toEqual({ num_ctx: 16_384 })
  })

  it('comes from a proxy that wants a key, and from a server that does not stream', async () => {
    const { model, server } = await setUp(replies('hi', { fault: 'no_stream' }), {}, { apiKey: 'proxy-key', serverKey: 'proxy-key' })
    expect((await model.call(ask('x'), { signal: never })).content).toBe('hi')
    expect(await model.call(ask('x'), { signal: never })).toMatchObject({ content: 'not streamed' })
    const seen = [...server.asides, ...server.requests]
    expect(seen.every(({ headers }) => headers['authorization'] === 'Bearer proxy-key')).toBe(true)
    expect(seen.every(({ headers }) => !headers['user-agent']?.includes('ollama-js'))).toBe(true)
  })

  it('has no usage when the server reports none, and says so when the output limit cut it', async () => {
    const { model } = await setUp(
      replies(
        { text: 'hi', usage: 'none' },
        { text: 'The first half', finish_reason: 'length' },
        { json: { a: 1 }, finish_reason: 'length' },
        { finish_reason: 'length' },
      ),
    )
    expect((await model.call(ask('x'), { signal: never })).usage).toBeUndefined()
    expect((await model.call(ask('x'), { signal: never })).content).toBe(`The first half${CUT_NOTE}`)
    const wanted = { response_schema: { name: 'a', schema: { type: 'object' } } }
    expect((await failure(model.call(ask('x', wanted), { signal: never }))).code).toBe('MODEL_BAD_RESPONSE')
    expect((await failure(model.call(ask('x'), { signal: never }))).code).toBe('MODEL_BAD_RESPONSE')
  })

  it('may be empty: what that means is decided above', async () => {
    const { model } = await setUp(replies(''))
    expect(await model.call(ask('x'), { signal: never })).toMatchObject({ content: '', tool_calls: [] })
  })
})

describe('a failure that another try does not mend', () => {
  const tools = [tool('file_io')]
  const cases: [string, ScriptedReply, Partial<OllamaServer>, string, RegExp, RegExp][] = [
    ['a model that is not there', 'x', { models: ['qwen3:8b'] }, 'MODEL_BAD_REQUEST', /'llama3.2' not found/, /^ollama pull llama3.2$/],
    [
      'a model without tools',
      'x',
      { capabilities: ['completion'] },
      'MODEL_BAD_REQUEST',
      /does not support tools/,
      /^ollama pull qwen3 \(it can use tools\), then: claw models use ollama:qwen3$/,
    ],
    [
      'no memory',
      { error: { status: 500, message: 'model requires more system memory (5.6 GiB) than is available (3.1 GiB)' } },
      {},
      'MODEL_UNAVAILABLE',
      /answered 500: model requires more system memory \(5\.6 GiB\)/,
      /CLOSED_CLAW_OLLAMA_NUM_CTX=8192 claw resume <run>/,
    ],
    ['401', { error: { status: 401, message: 'unauthorized' } }, {}, 'MODEL_KEY_REJECTED', /401: unauthorized/, /./],
    ['400', { error: { status: 400, message: 'bad option' } }, {}, 'MODEL_BAD_REQUEST', /answered 400: bad option\.$/, /./],
    [
      'a schema that it cannot follow',
      { error: { status: 500, message: 'failed to parse grammar' } },
      {},
      'MODEL_BAD_REQUEST',
      /grammar/,
      /./,
    ],
    ['a web page', { fault: 'garbage' }, {}, 'MODEL_BAD_RESPONSE', /web page/, /./],
    ['JSON of another shape', { fault: 'wrong_shape' }, {}, 'MODEL_BAD_RESPONSE', /not a chat answer/, /./],
    ['a redirect', { fault: 'redirect' }, {}, 'MODEL_BAD_REQUEST', /redirect to http:\/\/127\.0\.0\.1:9\/elsewhere/, /./],
  ]
  it.each(cases)('%s', async (_, reply, like, code, message, fix) => {
    const { model, waits, bodies } = await setUp(replies(reply), like)
    const error = await failure(model.call(ask('x', { tools }), { signal: never }))
    expect(error).toMatchObject({ code, retryable: false })
    expect(error.message).toMatch(/^ollama \(llama3\.2\) /)
    expect(error.message).toMatch(message)
    expect(error.fix).toMatch(fix)
    expect(bodies().length).toBeLessThanOrEqual(1)
    expect(waits).toEqual([])
  })

  it('a key that the proxy rejects is named before the prompt goes out', async () => {
    const { model, bodies } = await setUp(replies('x'), {}, { apiKey: 'wrong-key-0123', serverKey: 'right' })
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.code).toBe('MODEL_KEY_REJECTED')
    expect(error.message).not.toContain('wrong-key-0123')
    expect(bodies()).toEqual([])
  })
})

describe('a failure that passes', () => {
  const cases: [string, ScriptedReply, string, RegExp][] = [
    [
      '500',
      { error: { status: 500, message: 'model runner has unexpectedly stopped' } },
      'MODEL_UNAVAILABLE',
      /runner has unexpectedly stopped/,
    ],
    ['503', { error: { status: 503, message: 'server busy, please try again.' } }, 'MODEL_UNAVAILABLE', /server busy/],
    ['a stream that is not JSON', { fault: 'garbage_stream' }, 'MODEL_BAD_RESPONSE', /not JSON/],
    ['no byte', { fault: 'empty' }, 'MODEL_BAD_RESPONSE', /in the middle/],
    ['half a stream', { fault: 'half_stream' }, 'MODEL_BAD_RESPONSE', /in the middle/],
    ['a cut stream', { fault: 'cut_stream' }, 'MODEL_UNAVAILABLE', /broke the connection/],
    ['an error in the stream', { fault: 'error_stream' }, 'MODEL_UNAVAILABLE', /broke off its answer: The server had an error/],
    ['a reset', { fault: 'reset' }, 'MODEL_UNAVAILABLE', /broke the connection/],
    ['a model that was only loaded', { text: '', finish_reason: 'load' }, 'MODEL_BAD_RESPONSE', /answered nothing/],
  ]
  it.each(cases)('%s is tried again, and works', async (_, reply) => {
    const { model, waits, bodies } = await setUp(replies(reply, reply, 'at last'))
    expect((await model.call(ask('x'), { signal: never })).content).toBe('at last')
    expect(bodies()).toHaveLength(3)
    expect(waits).toEqual([500, 1000])
  })

  it.each(cases)('%s ends after the retries', async (_, reply, code, message) => {
    const { model, bodies } = await setUp([{ reply }])
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error).toMatchObject({ code, retryable: true })
    expect(error.message).toMatch(message)
    expect(bodies()).toHaveLength(4)
  })

  it('names the way out when nobody listens', async () => {
    const { model, server } = await setUp([], {}, { maxRetries: 1 })
    await server.close()
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true, fix: 'ollama serve' })
    expect(error.message).toMatch(/nothing listens at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/)
  })
})

describe('time', () => {
  it('a server that never begins is told apart from one that is gone, and is not asked from the beginning again', async () => {
    const { model, server, bodies } = await setUp([{ reply: { fault: 'hang' } }], {}, { timeoutMs: 250 })
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error).toMatchObject({ code: 'MODEL_TIMEOUT', retryable: false })
    expect(error.message).toMatch(/has not begun to answer after 0\.5 s, though the server is there: it is loading the model, or reading/)
    expect(error.fix).toMatch(/^CLOSED_CLAW_LLM_TIMEOUT_SEC=60 claw resume <run>$/)
    expect(bodies()).toHaveLength(1)
    await expect
      .poll(() => server.requests.filter(({ path }) => path === '/api/chat').every(({ closedByClient }) => closedByClient))
      .toBe(true)
  })

  it('a first word that takes longer than the limit between two others is waited for', async () => {
    const { model } = await setUp(replies({ text: 'loaded', delay_ms: 400 }), {}, { timeoutMs: 300 })
    expect((await model.call(ask('x'), { signal: never })).content).toBe('loaded')
  })

  it('a stream that falls silent is MODEL_TIMEOUT, asked twice', async () => {
    const { model, bodies } = await setUp([{ reply: { fault: 'stall' } }], {}, { timeoutMs: 250 })
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error).toMatchObject({ code: 'MODEL_TIMEOUT' })
    expect(error.message).toMatch(/sent nothing for 0\.25 s/)
    expect(bodies()).toHaveLength(2)
  })

  it('an answer that never ends is ended; a slow one that keeps coming is no timeout', async () => {
    const endless = await setUp([{ reply: { fault: 'endless' } }], {}, { timeoutMs: 200, maxRetries: 0 })
    expect((await failure(endless.model.call(ask('x'), { signal: never }))).message).toMatch(/did not finish its answer in 2 s/)
    await endless.server.close()
    const slow = await setUp(replies({ text: 'slow but steady wins', piece: 2, piece_delay_ms: 60 }), {}, { timeoutMs: 400 })
    expect((await slow.model.call(ask('x'), { signal: never })).content).toBe('slow but steady wins')
  })

  it.each(['hang', 'stall', 'endless'] satisfies Fault[])('an abort reaches the socket (%s)', async (fault) => {
    const { model, server, bodies } = await setUp([{ reply: { fault } }])
    const abort = new AbortController()
    const call = failure(model.call(ask('x'), { signal: abort.signal }))
    await expect.poll(() => bodies().length).toBe(1)
    abort.abort()
    expect((await call).code).toBe('CANCELLED')
    await expect.poll(() => server.requests.at(-1)?.closedByClient).toBe(true)
    expect(bodies()).toHaveLength(1)
  })

  it('an abort before the call asks nobody', async () => {
    const { model, server } = await setUp([{ reply: 'x' }])
    expect((await failure(model.call(ask('x'), { signal: AbortSignal.abort() }))).code).toBe('CANCELLED')
    expect(server.requests).toHaveLength(0)
  })
})
