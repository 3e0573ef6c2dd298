import { afterEach, describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { ModelRequest, RetryNote } from '../../src/models/chat-model.ts'
import { CUT_NOTE } from '../../src/models/create-provider-model.ts'
import { createOpenAiModel, type OpenAiModelOptions } from '../helpers/openai-model.ts'
import type { Fault } from '../helpers/scripted/script.ts'
import { type Script, type ScriptedOpenAi, type ScriptedReply, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

const KEY = 'sk-test-0123456789abcdef'
let server: ScriptedOpenAi | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function setUp(script: Script, options: Partial<OpenAiModelOptions> = {}) {
  server = await startScriptedOpenAi(script, { apiKey: KEY })
  const waits: number[] = []
  const model = createOpenAiModel({
    apiKey: KEY,
    baseUrl: server.url,
    model: 'gpt-4o-mini',
    timeoutMs: 2000,
    clock: systemClock,
    maxRetries: 3,
    random: () => 1,
    sleep: async (ms) => {
      waits.push(ms)
    },
    ...options,
  })
  return { model, server, waits }
}

const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: text }],
  tools: [],
  ...more,
})
const replies = (...reply: ScriptedReply[]): Script => [{ reply }]
const never = new AbortController().signal
const fileIo = { name: 'file_io', description: 'Reads files.', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }

async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}

describe('a good answer', () => {
  it('is put together from its stream, with usage', async () => {
    const { model, server } = await setUp(
      replies({ text: 'Forty-two files, and a snowman \u2603.', usage: { prompt: 100, completion: 9, cached: 64 } }),
    )
    const reply = await model.call(ask('How many?'), { signal: never })
    expect(reply).toMatchObject({ content: 'Forty-two files, and a snowman \u2603.', tool_calls: [], cost_usd: null })
    expect(reply.usage).toEqual({ input_tokens: 100, output_tokens: 9, cached_tokens: 64 })
    expect(server.requests[0]?.body).toMatchObject({ model: 'gpt-4o-mini', stream: true, stream_options: { include_usage: true } })
    expect(server.requests[0]?.headers['authorization']).toBe(`Bearer ${KEY}`)
  })

  it('carries several tool calls, and the conversation goes back in the form of the provider', async () => {
    const calls = [
      { id: 'a', name: 'file_io', args: { path: 'x'.repeat(100) } },
      { id: 'b', name: 'file_io', args: { path: 'two "quoted"' } },
    ]
    const { model, server } = await setUp(replies({ text: 'Reading.', tool_calls: calls }, 'done'))
    const first = await model.call(ask('read', { tools: [fileIo] }), { signal: never })
    expect(first.tool_calls).toEqual(calls)
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'read' },
      { role: 'assistant', content: first.content, tool_calls: [...first.tool_calls] },
      { role: 'tool', content: 'one', tool_call_id: 'a' },
      { role: 'tool', content: 'two', tool_call_id: 'b' },
    ]
    expect((await model.call({ messages, tools: [fileIo] }, { signal: never })).content).toBe('done')
    const seen = server.chats()[1]
    expect(seen?.messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'tool', 'tool'])
    expect(seen?.messages[2]?.tool_calls.map((call) => JSON.parse(call.arguments))).toEqual(calls.map((call) => call.args))
    expect(seen?.tools).toEqual(['file_io'])
  })

  it('keeps arguments that are not JSON as a text, and never guesses the rest of half an object', async () => {
    const { model } = await setUp(replies({ tool_calls: [{ name: 'file_io', args: '{"path": "/etc/pass' }] }, 'ok'))
    const reply = await model.call(ask('read', { tools: [fileIo] }), { signal: never })
    expect(reply.tool_calls[0]?.args).toBe('{"path": "/etc/pass')
    const back = { role: 'assistant' as const, content: '', tool_calls: [...reply.tool_calls] }
    const answer = { role: 'tool' as const, content: 'not JSON', tool_call_id: reply.tool_calls[0]?.id ?? '' }
    await model.call({ messages: [...ask('read').messages, back, answer], tools: [fileIo] }, { signal: never })
  })

  it('fits a JSON schema that was asked for', async () => {
    const { model, server } = await setUp([{ when: { schema: 'plan' }, reply: { json: { steps: [1, 2] } } }])
    const properties = { steps: { type: 'array', items: { type: 'number' } } }
    const schema = { type: 'object', properties, required: ['steps'], additionalProperties: false }
    const reply = await model.call(ask('plan', { response_schema: { name: 'plan', schema } }), { signal: never })
    expect(JSON.parse(reply.content)).toEqual({ steps: [1, 2] })
    expect(server.requests[0]?.body['response_format']).toMatchObject({ type: 'json_schema', json_schema: { name: 'plan', strict: true } })
    const open = { type: 'object', properties }
    await model.call(ask('plan', { response_schema: { name: 'plan', schema: open } }), { signal: never })
    expect(server.requests[1]?.body['response_format']).toMatchObject({ json_schema: { strict: false } })
  })

  it('passes temperature and max_tokens on, and leaves them out otherwise', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    await model.call(ask('x', { temperature: 0.2, max_tokens: 50 }), { signal: never })
    await model.call(ask('x'), { signal: never })
    expect(server.requests[0]?.body).toMatchObject({ temperature: 0.2, max_tokens: 50 })
    expect(server.requests[1]?.body).not.toHaveProperty('temperature')
    expect(server.requests[1]?.body).not.toHaveProperty('max_tokens')
  })

  it('has no usage when the provider reports none, and takes a server that does not stream', async () => {
    const { model } = await setUp(replies({ text: 'hi', usage: 'none' }, { fault: 'no_stream' }))
    expect((await model.call(ask('x'), { signal: never })).usage).toBeUndefined()
    expect(await model.call(ask('x'), { signal: never })).toMatchObject({ content: 'not streamed' })
  })

  it('says so when the output limit cut it', async () => {
    const { model } = await setUp(replies({ text: 'The first half', finish_reason: 'length' }, { json: { a: 1 }, finish_reason: 'length' }))
    expect((await model.call(ask('x'), { signal: never })).content).toBe(`The first half${CUT_NOTE}`)
    const wanted = { response_schema: { name: 'a', schema: { type: 'object' } } }
    expect((await failure(model.call(ask('x', wanted), { signal: never }))).code).toBe('MODEL_BAD_RESPONSE')
  })
})

describe('a failure that another try does not mend', () => {
  const cases: [string, ScriptedReply, string, RegExp][] = [
    [
      '401',
      { error: { status: 401, message: `Incorrect API key provided: ${KEY}` } },
      'MODEL_KEY_REJECTED',
      /openai \(gpt-4o-mini\) answered 401/,
    ],
    ['403', { error: { status: 403 } }, 'MODEL_KEY_REJECTED', /403/],
    ['402', { error: { status: 402, message: 'Insufficient Balance' } }, 'MODEL_RATE_LIMITED', /no credit left.*402: Insufficient Balance/],
    ['429 without credit', { error: { status: 429, code: 'insufficient_quota' } }, 'MODEL_RATE_LIMITED', /no credit left/],
    ['400', { error: { status: 400, message: 'Bad tool' } }, 'MODEL_BAD_REQUEST', /answered 400: Bad tool\.$/],
    [
      '400 too long',
      { error: { status: 400, code: 'context_length_exceeded', message: "This model's maximum context length is 128000 tokens." } },
      'MODEL_CONTEXT_LENGTH',
      /maximum context length/,
    ],
    ['404', { error: { status: 404, code: 'model_not_found' } }, 'MODEL_BAD_REQUEST', /404/],
    ['422', { error: { status: 422 } }, 'MODEL_BAD_REQUEST', /422/],
    ['a web page', { fault: 'garbage' }, 'MODEL_BAD_RESPONSE', /web page/],
    ['JSON of another shape', { fault: 'wrong_shape' }, 'MODEL_BAD_RESPONSE', /not a chat completion/],
    ['a redirect', { fault: 'redirect' }, 'MODEL_BAD_REQUEST', /redirect to http:\/\/127\.0\.0\.1:9\/elsewhere/],
    ['a refusal', { refusal: 'I cannot help with that.' }, 'MODEL_REFUSED', /refused: I cannot help/],
    ['the content filter', { text: 'Half of', finish_reason: 'content_filter' }, 'MODEL_REFUSED', /content filter/],
  ]
  it.each(cases)('%s', async (_, reply, code, message) => {
    const { model, server, waits } = await setUp(replies(reply))
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(error.message).not.toContain(KEY)
    expect(error.retryable).toBe(false)
    expect(server.requests).toHaveLength(1)
    expect(waits).toEqual([])
  })
})

describe('a failure that passes', () => {
  const cases: [string, ScriptedReply, string][] = [
    ['429', { error: { status: 429 } }, 'MODEL_RATE_LIMITED'],
    ['500', { error: { status: 500 } }, 'MODEL_UNAVAILABLE'],
    ['503', { error: { status: 503, message: 'overloaded' } }, 'MODEL_UNAVAILABLE'],
    ['a stream that is not JSON', { fault: 'garbage_stream' }, 'MODEL_BAD_RESPONSE'],
    ['no byte', { fault: 'empty' }, 'MODEL_BAD_RESPONSE'],
    ['half a stream', { fault: 'half_stream' }, 'MODEL_BAD_RESPONSE'],
    ['a cut stream', { fault: 'cut_stream' }, 'MODEL_UNAVAILABLE'],
    ['an error in the stream', { fault: 'error_stream' }, 'MODEL_UNAVAILABLE'],
    ['a reset', { fault: 'reset' }, 'MODEL_UNAVAILABLE'],
  ]
  it.each(cases)('%s is tried again, and works', async (_, reply) => {
    const { model, server, waits } = await setUp(replies(reply, reply, 'at last'))
    expect((await model.call(ask('x'), { signal: never })).content).toBe('at last')
    expect(server.requests).toHaveLength(3)
    expect(waits).toEqual([500, 1000])
  })

  it.each(cases)('%s ends after the retries', async (_, reply, code) => {
    const { model, server } = await setUp([{ reply }])
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.code).toBe(code)
    expect(error.retryable).toBe(true)
    expect(server.requests).toHaveLength(4)
  })

  it('tells each retry', async () => {
    const { model } = await setUp(replies({ error: { status: 500, message: 'boom' } }, 'ok'))
    const notes: RetryNote[] = []
    await model.call(ask('x'), { signal: never, onRetry: (note) => notes.push(note) })
    expect(notes).toEqual([
      { try: 1, wait_ms: 500, error: { code: 'MODEL_UNAVAILABLE', message: 'openai (gpt-4o-mini) answered 500: boom.', retryable: true } },
    ])
  })

  it('waits as long as retry-after says, in seconds, milliseconds or until a date', async () => {
    const clock = { now: () => Date.parse('2026-01-01T00:00:00Z'), monotonic: () => 0 }
    const limited = (headers: Record<string, string>): ScriptedReply => ({ error: { status: 429, headers } })
    const { model, waits } = await setUp(
      replies(
        limited({ 'retry-after': '7' }),
        limited({ 'retry-after-ms': '1500' }),
        limited({ 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }),
        'ok',
      ),
      { clock },
    )
    await model.call(ask('x'), { signal: never })
    expect(waits).toEqual([7000, 1500, 30_000])
  })

  it('does not wait for a retry-after beyond a minute, and ignores one that cannot be read', async () => {
    const { model, waits } = await setUp(
      replies(
        { error: { status: 429, headers: { 'retry-after': 'soon' } } },
        { error: { status: 429, headers: { 'retry-after': '86400' } } },
      ),
    )
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.data['retry_after_ms']).toBe(86_400_000)
    expect(waits).toEqual([500])
  })

  it('is MODEL_UNAVAILABLE when nobody listens', async () => {
    const gone = await startScriptedOpenAi([])
    await gone.close()
    const { model } = await setUp([], { baseUrl: gone.url, maxRetries: 1 })
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true })
    expect(error.message).toMatch(/ECONNREFUSED/)
  })
})

describe('time', () => {
  it.each(['hang', 'stall'] satisfies Fault[])(
    'a server that falls silent (%s) is MODEL_TIMEOUT, asked twice, and its connection is closed',
    async (fault) => {
      const { model, server } = await setUp([{ reply: { fault } }], { timeoutMs: 80 })
      const error = await failure(model.call(ask('x'), { signal: never }))
      expect(error).toMatchObject({ code: 'MODEL_TIMEOUT' })
      expect(error.message).toMatch(/openai \(gpt-4o-mini\) sent nothing for 0.08 s/)
      expect(server.requests).toHaveLength(2)
      await expect.poll(() => server.requests.every((request) => request.closedByClient)).toBe(true)
    },
  )

  it('an answer that never ends is ended at ten times the limit', async () => {
    const { model } = await setUp([{ reply: { fault: 'endless' } }], { timeoutMs: 80, maxRetries: 0 })
    expect((await failure(model.call(ask('x'), { signal: never }))).message).toMatch(/did not finish its answer in 0.8 s/)
  })

  it('a slow stream that keeps coming is no timeout', async () => {
    const { model } = await setUp(replies({ text: 'slow but steady wins', piece: 2, piece_delay_ms: 25 }), { timeoutMs: 150 })
    expect((await model.call(ask('x'), { signal: never })).content).toBe('slow but steady wins')
  })

  it.each(['hang', 'stall', 'endless'] satisfies Fault[])('an abort reaches the socket (%s)', async (fault) => {
    const { model, server } = await setUp([{ reply: { fault } }])
    const abort = new AbortController()
    const call = failure(model.call(ask('x'), { signal: abort.signal }))
    await expect.poll(() => server.requests.length).toBe(1)
    abort.abort()
    expect((await call).code).toBe('CANCELLED')
    await expect.poll(() => server.requests[0]?.closedByClient).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  it('an abort ends the wait before a retry', async () => {
    const { server } = await setUp([{ reply: { error: { status: 503 } } }])
    const model = createOpenAiModel({
      apiKey: KEY,
      baseUrl: server.url,
      model: 'm',
      timeoutMs: 1000,
      clock: systemClock,
      maxRetries: 3,
      random: () => 1,
    })
    const abort = new AbortController()
    const call = failure(model.call(ask('x'), { signal: abort.signal, onRetry: () => setTimeout(() => abort.abort(), 5) }))
    expect((await call).code).toBe('CANCELLED')
    expect(server.requests).toHaveLength(1)
  })

  it('an abort before the call asks nobody', async () => {
    const { model, server } = await setUp([{ reply: 'x' }])
    expect((await failure(model.call(ask('x'), { signal: AbortSignal.abort() }))).code).toBe('CANCELLED')
    expect(server.requests).toHaveLength(0)
  })
})

describe('an answer that no agent could be told', () => {
  it.each([
    ['a text without end', { text: 'x'.repeat(3_000_000), piece: 50_000, piece_delay_ms: 5 }],
    ['control characters, which grow sixfold when they are sent on', { text: '\u0001'.repeat(200_000), piece: 50_000 }],
    ['arguments without end', { tool_calls: [{ name: 'file_io', args: { op: 'write', content: 'x'.repeat(1_000_000) } }], piece: 50_000 }],
  ])('%s is ended, and not asked for again', async (_what, reply) => {
    const { model, server } = await setUp([{ reply }])
    let told = 0
    const onText = (piece: string): void => {
      told += piece.length
    }
    const error = await failure(model.call(ask('x'), { signal: never, onText }))
    expect(error).toMatchObject({ code: 'MODEL_BAD_RESPONSE', retryable: false })
    expect(error.message).toContain('more than 900000 bytes')
    expect(told).toBeLessThanOrEqual(900_000)
    expect(server.requests).toHaveLength(1)
    if ('piece_delay_ms' in reply) await expect.poll(() => server.requests[0]?.closedByClient).toBe(true)
  })
})
