import { afterEach, describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Json } from '../../src/kernel/json.ts'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { CUT_NOTE } from '../../src/models/create-provider-model.ts'
import { createGeminiWire } from '../../src/models/gemini/gemini-wire.ts'
import { gemini } from '../helpers/dialects/gemini.ts'
import { createTestModel, type ProviderModelTestOptions } from '../helpers/provider-model.ts'
import type { Fault } from '../helpers/scripted/script.ts'
import { type Script, type ScriptedModel, type ScriptedReply, startScriptedModel } from '../helpers/scripted-model.ts'

const KEY = 'AIzaSyTest-0123456789abcdefghijklmnopqr'
let server: ScriptedModel | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function setUp(script: Script, options: Partial<ProviderModelTestOptions> = {}) {
  server = await startScriptedModel(gemini, script, { apiKey: KEY, models: ['gemini-2.5-flash', 'gemini-9-new'] })
  const waits: number[] = []
  const model = createTestModel(createGeminiWire, {
    provider: 'gemini',
    apiKey: KEY,
    baseUrl: server.url,
    model: 'gemini-2.5-flash',
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
const call = { signal: never }
const fileIo = {
  name: 'file_io',
  description: 'Reads files.',
  input_schema: {
    type: 'object',
    properties: { path: { type: 'string', minLength: 1 }, op: { const: 'read' } },
    additionalProperties: false,
  },
}

async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}

describe('a good answer', () => {
  it('is put together from its stream, told as it comes, with what was paid for', async () => {
    const usage = { prompt: 100, completion: 9, cached: 64, thoughts: 30 }
    const { model, server } = await setUp(replies({ text: 'Forty-two files, and a snowman \u2603.', usage }))
    const told: string[] = []
    const reply = await model.call(ask('How many?'), { signal: never, onText: (piece) => told.push(piece) })
    expect(reply).toMatchObject({ provider: 'gemini', content: 'Forty-two files, and a snowman \u2603.', tool_calls: [] })
    expect(reply.usage).toEqual({ input_tokens: 100, output_tokens: 39, cached_tokens: 64 })
    expect(told).toHaveLength(3)
    expect(told.join('')).toBe(reply.content)
    const [request] = server.requests
    expect(request?.path).toBe('/v1beta/models/gemini-2.5-flash:streamGenerateContent')
    expect(request?.query).toBe('?alt=sse')
    expect(request?.headers['x-goog-api-key']).toBe(KEY)
    expect(request?.body['contents']).toEqual([{ role: 'user', parts: [{ text: 'How many?' }] }])
  })

  it('carries several tool calls, and the conversation goes back in the form of the API', async () => {
    const calls = [
      { id: 'id-a', name: 'file_io', args: { path: 'x'.repeat(100) } },
      { id: 'id-b', name: 'file_io', args: { path: 'two "quoted"' } },
    ]
    const { model, server } = await setUp(replies({ text: 'Reading.', tool_calls: calls }, 'done'))
    const first = await model.call(ask('read', { tools: [fileIo] }), call)
    expect(first.tool_calls).toEqual(calls)
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'read' },
      { role: 'assistant', content: first.content, tool_calls: [...first.tool_calls] },
      { role: 'tool', content: 'one', tool_call_id: 'id-a' },
      { role: 'tool', content: '', tool_call_id: 'id-b' },
      { role: 'user', content: 'This is your last step.' },
    ]
    expect((await model.call({ messages, tools: [fileIo] }, call)).content).toBe('done')
    expect(server.requests[1]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'be brief' }] },
      contents: [
        { role: 'user', parts: [{ text: 'read' }] },
        { role: 'model', parts: [{ text: 'Reading.' }, ...calls.map((functionCall) => ({ functionCall }))] },
        {
          role: 'user',
          parts: [
            { functionResponse: { id: 'id-a', name: 'file_io', response: { result: 'one' } } },
            { functionResponse: { id: 'id-b', name: 'file_io', response: { result: '' } } },
            { text: 'This is your last step.' },
          ],
        },
      ],
    })
    expect(server.chats()[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'tool', 'user'])
  })

  it('gives calls without an id one of its own, which the API never sees, and answers them by name', async () => {
    const tool_calls = [{ name: 'file_io', args: { path: 'a' } }]
    const { model, server } = await setUp([{ when: { turn: 2 }, reply: 'done' }, { reply: { tool_calls } }])
    const messages = [...ask('read').messages]
    for (const turn of [0, 1]) {
      const { tool_calls: asked } = await model.call({ messages, tools: [fileIo] }, call)
      expect(asked[0]?.id).toMatch(/^made_/)
      messages.push({ role: 'assistant', content: '', tool_calls: [...asked] })
      messages.push({ role: 'tool', content: `result ${turn}`, tool_call_id: asked[0]?.id ?? '' })
    }
    await model.call({ messages, tools: [fileIo] }, call)
    expect(JSON.stringify(server.requests[2]?.body['contents'])).not.toContain('"id"')
    expect(new Set(messages.flatMap((message) => message.tool_calls?.map(({ id }) => id) ?? [])).size).toBe(2)
  })

  it('finds the name of a result by the nearest call when a conversation uses an id twice', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    const turn = (name: string): ModelRequest['messages'] => [
      { role: 'assistant', content: '', tool_calls: [{ id: 'call_0', name, args: {} }] },
      { role: 'tool', content: name, tool_call_id: 'call_0' },
    ]
    await model.call({ messages: [...ask('x').messages, ...turn('file_io'), ...turn('terminal')], tools: [] }, call)
    expect(server.requests[0]?.body['contents']).toMatchObject([{}, {}, {}, {}, { parts: [{ functionResponse: { name: 'terminal' } }] }])
  })

  it('brings the signatures of thoughts back with their calls, and with no other', async () => {
    const tool_calls = [
      { id: 'a', name: 'file_io', args: {}, signature: 'U2lnbmVk' },
      { id: 'b', name: 'file_io', args: {} },
    ]
    const { model, server } = await setUp(replies({ tool_calls }, 'done', 'done'), { model: 'gemini-3-pro-preview' })
    const first = await model.call(ask('read', { tools: [fileIo] }), call)
    expect(first.tool_calls[0]?.signature).toBe('U2lnbmVk')
    const talk = (calls: ModelRequest['messages'][number]['tool_calls']): ModelRequest => ({
      messages: [
        ...ask('read').messages,
        { role: 'assistant', content: '', tool_calls: calls },
        { role: 'tool', content: '1', tool_call_id: 'a' },
        { role: 'tool', content: '2', tool_call_id: 'b' },
      ],
      tools: [fileIo],
    })
    await model.call(talk([...first.tool_calls]), call)
    const parts = (n: number): Json[] =>
      (server.requests[n]?.body as { contents: { parts: Json[] }[] } | undefined)?.contents[1]?.parts ?? []
    expect(parts(1)[0]).toMatchObject({ thoughtSignature: 'U2lnbmVk' })
    expect(parts(1)[1]).not.toHaveProperty('thoughtSignature')
    // Calls of another model have none, which this one refuses: the stand-in of the package keeps the conversation going.
    await model.call(talk(first.tool_calls.map(({ id, name, args }) => ({ id, name, args }))), call)
    expect(parts(2)[0]).toHaveProperty('thoughtSignature')
  })

  it('leaves out what the API refuses: empty messages, a second system message, roles that do not alternate', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: 'one' },
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
      { role: 'assistant', content: '' },
      { role: 'user', content: 'c' },
      { role: 'system', content: 'two' },
    ]
    expect((await model.call({ messages, tools: [] }, call)).content).toBe('ok')
    expect(server.requests[0]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'one\n\ntwo' }] },
      contents: [{ role: 'user', parts: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }],
    })
  })

  it('declares tools in the words of the API, and sends arguments back as an object whatever they were', async () => {
    const nothing = { name: 'now', description: 'The time.', input_schema: { type: 'object', properties: {} } }
    const { model, server } = await setUp([{ reply: 'ok' }])
    const messages: ModelRequest['messages'] = [
      ...ask('x').messages,
      { role: 'assistant', content: '', tool_calls: [{ id: 'a', name: 'no such tool!', args: '{"half": ' }] },
      { role: 'tool', content: 'not JSON', tool_call_id: 'a' },
    ]
    await model.call({ messages, tools: [fileIo, nothing] }, call)
    expect(server.requests[0]?.body['tools']).toEqual([
      {
        functionDeclarations: [
          {
            name: 'file_io',
            description: 'Reads files.',
            parametersJsonSchema: {
              type: 'object',
              properties: { path: { type: 'string' }, op: { type: 'string', enum: ['read'] } },
              additionalProperties: false,
            },
          },
          { name: 'now', description: 'The time.' },
        ],
      },
    ])
    expect(server.requests[0]?.body['contents']).toMatchObject([
      {},
      { parts: [{ functionCall: { name: 'no_such_tool_', args: { not_json: '{"half": ' } } }] },
      { parts: [{ functionResponse: { name: 'no_such_tool_' } }] },
    ])
  })

  it('fits a JSON schema that was asked for', async () => {
    const { model, server } = await setUp([{ when: { schema: 'plan' }, reply: { json: { steps: [1, 2] } } }])
    const schema = { type: 'object', properties: { steps: { type: 'array', items: { type: 'number' } } }, required: ['steps'] }
    const reply = await model.call(ask('plan', { response_schema: { name: 'plan', schema } }), call)
    expect(JSON.parse(reply.content)).toEqual({ steps: [1, 2] })
    expect(server.requests[0]?.body['generationConfig']).toMatchObject({
      responseMimeType: 'application/json',
      responseJsonSchema: { title: 'plan', ...schema },
    })
  })

  it('passes temperature and the longest answer on, and leaves them out otherwise', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    await model.call(ask('x', { temperature: 0, max_tokens: 50 }), call)
    await model.call(ask('x'), call)
    expect(server.requests[0]?.body['generationConfig']).toMatchObject({ temperature: 0, maxOutputTokens: 50 })
    expect(server.requests[1]?.body['generationConfig']).not.toHaveProperty('temperature')
    expect(server.requests[1]?.body['generationConfig']).not.toHaveProperty('maxOutputTokens')
  })

  it('has no usage when none is reported, and takes a server that does not stream', async () => {
    const { model } = await setUp(replies({ text: 'hi', usage: 'none' }, { fault: 'no_stream' }))
    expect((await model.call(ask('x'), call)).usage).toBeUndefined()
    expect(await model.call(ask('x'), call)).toMatchObject({ content: 'not streamed' })
  })

  it('may be empty: what that means is decided where the answer is used', async () => {
    const { model } = await setUp(replies({ text: '' }))
    expect(await model.call(ask('x'), call)).toMatchObject({ content: '', tool_calls: [] })
  })

  it('says so when the output limit cut it', async () => {
    const { model } = await setUp(replies({ text: 'The first half', finish_reason: 'length' }, { json: { a: 1 }, finish_reason: 'length' }))
    expect((await model.call(ask('x'), call)).content).toBe(`The first half${CUT_NOTE}`)
    const wanted = { response_schema: { name: 'a', schema: { type: 'object' } } }
    expect((await failure(model.call(ask('x', wanted), call))).code).toBe('MODEL_BAD_RESPONSE')
  })

  it('comes from an address with a version, and from a model of a collection', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    await model.call(ask('x'), call)
    const tuned = createTestModel(createGeminiWire, {
      ...{ provider: 'gemini', apiKey: KEY, baseUrl: `${server.url}/v1beta`, model: 'tunedModels/mine', timeoutMs: 2000 },
      ...{ clock: systemClock, maxRetries: 0 },
    })
    expect((await tuned.call(ask('x'), call)).content).toBe('ok')
    expect(server.requests[1]?.path).toBe('/v1beta/tunedModels/mine:streamGenerateContent')
  })

  it('is one of several at once, each with its own', async () => {
    const { model } = await setUp([{ reply: { text: 'You said {{task}}', piece: 3, piece_delay_ms: 2 } }])
    const texts = Array.from({ length: 8 }, (_, n) => `number ${n}`)
    const answers = await Promise.all(texts.map((text) => model.call(ask(text), call)))
    expect(answers.map(({ content }) => content)).toEqual(texts.map((text) => `You said ${text}`))
  })
})

const info = (type: string, more: Record<string, Json>) => ({ '@type': `type.googleapis.com/google.rpc.${type}`, ...more })
const QUOTA = 'You exceeded your current quota, please check your plan and billing details.'
const perDay = info('QuotaFailure', { violations: [{ quotaId: 'GenerateRequestsPerDayPerProjectPerModel-FreeTier' }] })
const perMinute = info('QuotaFailure', { violations: [{ quotaId: 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier' }] })
const delay = (retryDelay: string) => info('RetryInfo', { retryDelay })
const TOO_LONG = 'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).'

describe('a failure that another try does not mend', () => {
  const cases: [string, ScriptedReply, string, RegExp][] = [
    [
      'a key that is not valid',
      { error: { ...gemini.wrongKey, message: `API key not valid: ${KEY}` } },
      'MODEL_KEY_REJECTED',
      /gemini \(gemini-2.5-flash\) answered 400: API key not valid: \[key\]/,
    ],
    ['403', { error: { status: 403, message: 'Method doesn\u2019t allow unregistered callers' } }, 'MODEL_KEY_REJECTED', /403/],
    [
      '403 without billing',
      { error: { status: 403, message: 'Billing is disabled', details: [info('ErrorInfo', { reason: 'BILLING_DISABLED' })] } },
      'MODEL_RATE_LIMITED',
      /no credit left/,
    ],
    ['402', { error: { status: 402 } }, 'MODEL_RATE_LIMITED', /no credit left/],
    [
      '429 for the rest of the day',
      { error: { status: 429, message: QUOTA, details: [perDay, delay('34s')] } },
      'MODEL_RATE_LIMITED',
      /no credit left.*429: You exceeded/,
    ],
    ['400', { error: { status: 400, message: 'Bad tool' } }, 'MODEL_BAD_REQUEST', /answered 400: Bad tool\.$/],
    ['400 too long', { error: { status: 400, message: TOO_LONG } }, 'MODEL_BAD_REQUEST', /exceeds the maximum number of tokens/],
    [
      '404',
      { error: { status: 404, message: 'models/gemini-0 is not found for API version v1beta' } },
      'MODEL_BAD_REQUEST',
      /404: models\/gemini-0 is not found/,
    ],
    ['a web page', { fault: 'garbage' }, 'MODEL_BAD_RESPONSE', /web page/],
    ['JSON of another shape', { fault: 'wrong_shape' }, 'MODEL_BAD_RESPONSE', /not an answer of Gemini/],
    ['a redirect', { fault: 'redirect' }, 'MODEL_BAD_REQUEST', /redirect to http:\/\/127\.0\.0\.1:9\/elsewhere/],
    ['a blocked prompt', { refusal: 'PROHIBITED_CONTENT' }, 'MODEL_REFUSED', /filter.*the prompt was blocked \(PROHIBITED_CONTENT\)/],
    ['a blocked answer', { text: '', finish_reason: 'content_filter' }, 'MODEL_REFUSED', /the answer was stopped \(SAFETY\)/],
    ['half a blocked answer', { text: 'Half of', finish_reason: 'RECITATION' }, 'MODEL_REFUSED', /\(RECITATION\)/],
    ['a word of a list', { text: 'Half of', finish_reason: 'BLOCKLIST' }, 'MODEL_REFUSED', /\(BLOCKLIST\)/],
  ]
  it.each(cases)('%s', async (_, reply, code, message) => {
    const { model, server, waits } = await setUp(replies(reply))
    const error = await failure(model.call(ask('x'), call))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(JSON.stringify([error.message, error.data, error.stack, String(error.cause)])).not.toContain(KEY)
    expect(error.retryable).toBe(false)
    expect(server.requests).toHaveLength(1)
    expect(waits).toEqual([])
  })

  it('names the context length as the reason', async () => {
    const { model } = await setUp(replies({ error: { status: 400, message: TOO_LONG } }))
    expect((await failure(model.call(ask('x'), call))).data).toMatchObject({ reason: 'context_length', status: 400 })
  })

  it('is a key of somebody else', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }], { apiKey: 'AIzaWrong' })
    expect(await failure(model.call(ask('x'), call))).toMatchObject({ code: 'MODEL_KEY_REJECTED' })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a failure that passes', () => {
  const cases: [string, ScriptedReply, string][] = [
    ['429', { error: { status: 429, message: QUOTA, details: [perMinute] } }, 'MODEL_RATE_LIMITED'],
    ['500', { error: { status: 500, message: 'An internal error has occurred.' } }, 'MODEL_UNAVAILABLE'],
    ['503', { error: { status: 503, message: 'The model is overloaded. Please try again later.' } }, 'MODEL_UNAVAILABLE'],
    ['a stream that is not JSON', { fault: 'garbage_stream' }, 'MODEL_BAD_RESPONSE'],
    ['no byte', { fault: 'empty' }, 'MODEL_BAD_RESPONSE'],
    ['half a stream', { fault: 'half_stream' }, 'MODEL_BAD_RESPONSE'],
    ['a cut stream', { fault: 'cut_stream' }, 'MODEL_UNAVAILABLE'],
    ['an error in the stream', { fault: 'error_stream' }, 'MODEL_UNAVAILABLE'],
    ['a reset', { fault: 'reset' }, 'MODEL_UNAVAILABLE'],
    ['a call that could not be written down', { tool_calls: [{ name: 'file_io', args: '{"path": "/etc/pass' }] }, 'MODEL_BAD_RESPONSE'],
    ['an end without a reason', { text: 'Half', finish_reason: 'OTHER' }, 'MODEL_BAD_RESPONSE'],
  ]
  it.each(cases)('%s is tried again, and works', async (_, reply) => {
    const { model, server, waits } = await setUp(replies(reply, reply, 'at last'))
    expect((await model.call(ask('x'), call)).content).toBe('at last')
    expect(server.requests).toHaveLength(3)
    expect(waits).toEqual([500, 1000])
  })

  it.each(cases)('%s ends after the retries', async (_, reply, code) => {
    const { model, server } = await setUp([{ reply }])
    const error = await failure(model.call(ask('x'), call))
    expect(error.code).toBe(code)
    expect(error.retryable).toBe(true)
    expect(server.requests).toHaveLength(4)
  })

  it('waits as long as the body says, the header first, and not beyond a minute', async () => {
    const limited = (retryDelay: string, headers = {}): ScriptedReply => ({
      error: { status: 429, headers, details: [perMinute, delay(retryDelay)] },
    })
    const { model, waits } = await setUp(
      replies(limited('34.074s'), limited('9s', { 'retry-after': '7' }), limited('soon'), limited('86400s')),
    )
    const error = await failure(model.call(ask('x'), call))
    expect(error.data['retry_after_ms']).toBe(86_400_000)
    expect(waits).toEqual([34_074, 7000, 2000])
  })

  it('is MODEL_UNAVAILABLE when nobody listens', async () => {
    const gone = await startScriptedModel(gemini, [])
    await gone.close()
    const { model } = await setUp([], { baseUrl: gone.url, maxRetries: 1 })
    const error = await failure(model.call(ask('x'), call))
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true })
    expect(error.message).toMatch(/ECONNREFUSED/)
  })
})

describe('time', () => {
  it.each(['hang', 'stall'] satisfies Fault[])(
    'a server that falls silent (%s) is MODEL_TIMEOUT, and its connection is closed',
    async (fault) => {
      const { model, server } = await setUp([{ reply: { fault } }], { timeoutMs: 80 })
      const error = await failure(model.call(ask('x'), call))
      expect(error).toMatchObject({ code: 'MODEL_TIMEOUT' })
      expect(error.message).toMatch(/gemini \(gemini-2.5-flash\) sent nothing for 0.08 s/)
      await expect.poll(() => server.requests.every((request) => request.closedByClient)).toBe(true)
    },
  )

  it('an answer that never ends is ended at ten times the limit', async () => {
    const { model } = await setUp([{ reply: { fault: 'endless' } }], { timeoutMs: 30, maxRetries: 0 })
    expect((await failure(model.call(ask('x'), call))).message).toMatch(/did not finish its answer in 0.3 s/)
  })

  it.each(['hang', 'stall', 'endless'] satisfies Fault[])('an abort reaches the socket (%s)', async (fault) => {
    const { model, server } = await setUp([{ reply: { fault } }])
    const abort = new AbortController()
    const asked = failure(model.call(ask('x'), { signal: abort.signal }))
    await expect.poll(() => server.requests.length).toBe(1)
    abort.abort()
    expect((await asked).code).toBe('CANCELLED')
    await expect.poll(() => server.requests[0]?.closedByClient).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  it('an abort before the call asks nobody', async () => {
    const { model, server } = await setUp([{ reply: 'x' }])
    expect((await failure(model.call(ask('x'), { signal: AbortSignal.abort() }))).code).toBe('CANCELLED')
    expect(server.requests).toHaveLength(0)
  })
})

describe('limits', () => {
  it('are what the package knows of the model', async () => {
    const { model, server } = await setUp([])
    expect(await model.limits(never)).toEqual({ context_tokens: 1_048_576, output_tokens: 65_536 })
    expect(server.requests).toHaveLength(0)
  })

  it('are what the API says of a model that is newer, and unknown otherwise', async () => {
    const { model, server } = await setUp([], { model: 'gemini-9-new' })
    expect(await model.limits(never)).toEqual({ context_tokens: 30_720, output_tokens: 2048 })
    expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/v1beta/models/gemini-9-new', query: '' })
    await server.close()
    expect(await model.limits(never)).toEqual({ context_tokens: null, output_tokens: null })
  })
})
