import { describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { CLAUDE_KEY, claudeScenes } from '../helpers/claude-model.ts'
import type { Fault, Script, ScriptedReply } from '../helpers/scripted-model.ts'

const setUp = claudeScenes()
const never = new AbortController().signal
const replies = (...reply: ScriptedReply[]): Script => [{ reply }]
const ask = (text: string): ModelRequest => ({ messages: [{ role: 'user', content: text }], tools: [] })

async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}

describe('a failure that another try does not mend', () => {
  const long = 'prompt is too long: 208310 tokens > 200000 maximum'
  const cases: [string, ScriptedReply, string, RegExp][] = [
    [
      '401',
      { error: { status: 401, message: `invalid x-api-key ${CLAUDE_KEY}` } },
      'MODEL_KEY_REJECTED',
      /^claude \(claude-haiku-4-5\) answered 401/,
    ],
    ['403', { error: { status: 403 } }, 'MODEL_KEY_REJECTED', /403/],
    ['402', { error: { status: 402, message: 'Pay.' } }, 'MODEL_RATE_LIMITED', /no credit left.*402: Pay/],
    [
      '400 without credit',
      { error: { status: 400, message: 'Your credit balance is too low to access the Anthropic API.' } },
      'MODEL_RATE_LIMITED',
      /no credit left/,
    ],
    ['400', { error: { status: 400, message: 'tools.0: bad' } }, 'MODEL_BAD_REQUEST', /answered 400: tools\.0: bad\.$/],
    ['404', { error: { status: 404, message: 'model: claude-9' } }, 'MODEL_BAD_REQUEST', /404: model: claude-9/],
    ['a prompt that is too long', { error: { status: 400, message: long } }, 'MODEL_CONTEXT_LENGTH', /answered 400: prompt is too long/],
    [
      'a body that is too large',
      { error: { status: 413, message: 'Request exceeds the maximum size' } },
      'MODEL_CONTEXT_LENGTH',
      /413.*too long for/,
    ],
    ['a web page', { fault: 'garbage' }, 'MODEL_BAD_RESPONSE', /web page/],
    ['JSON of another shape', { fault: 'wrong_shape' }, 'MODEL_BAD_RESPONSE', /one JSON document/],
    ['a whole answer', { fault: 'no_stream' }, 'MODEL_BAD_RESPONSE', /one JSON document/],
    ['a redirect', { fault: 'redirect' }, 'MODEL_BAD_REQUEST', /redirect to http:\/\/127\.0\.0\.1:9\/elsewhere/],
    ['a refusal', { refusal: 'I cannot help with that.' }, 'MODEL_REFUSED', /refused: I cannot help/],
    ['a refusal without a word', { text: 'Half of', finish_reason: 'content_filter' }, 'MODEL_REFUSED', /refused/],
    ['a full window', { text: '', finish_reason: 'model_context_window_exceeded' }, 'MODEL_CONTEXT_LENGTH', /no room/],
    [
      'a key rejected in the stream',
      { error: { status: 401, message: `bad ${CLAUDE_KEY}` }, in_stream: true },
      'MODEL_KEY_REJECTED',
      /in the middle of its answer/,
    ],
  ]
  it.each(cases)('%s', async (_, reply, code, message) => {
    const { model, server, waits } = await setUp(replies(reply))
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(`${error.message} ${JSON.stringify(error.data)}`).not.toContain(CLAUDE_KEY)
    expect(error.retryable).toBe(false)
    expect(server.requests).toHaveLength(1)
    expect(waits).toEqual([])
  })

  it.each([
    { error: { status: 400, message: long } },
    { error: { status: 400, message: 'input length and `max_tokens` exceed context limit: 190000 + 32000 > 200000' } },
    { error: { status: 413 } },
    { text: '', finish_reason: 'model_context_window_exceeded' },
  ] satisfies ScriptedReply[])('says that the context is the reason: %j', async (reply) => {
    const { model } = await setUp(replies(reply))
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.code).toBe('MODEL_CONTEXT_LENGTH')
  })
})

describe('a failure that passes', () => {
  const cases: [string, ScriptedReply, string][] = [
    ['429', { error: { status: 429 } }, 'MODEL_RATE_LIMITED'],
    ['500', { error: { status: 500 } }, 'MODEL_UNAVAILABLE'],
    ['529', { error: { status: 529, message: 'Overloaded' } }, 'MODEL_UNAVAILABLE'],
    ['an overload in the stream', { error: { status: 529, message: 'Overloaded' }, in_stream: true }, 'MODEL_UNAVAILABLE'],
    ['an error in the stream', { fault: 'error_stream' }, 'MODEL_UNAVAILABLE'],
    ['a stream that is not JSON', { fault: 'garbage_stream' }, 'MODEL_BAD_RESPONSE'],
    ['no byte', { fault: 'empty' }, 'MODEL_BAD_RESPONSE'],
    ['half a stream', { fault: 'half_stream' }, 'MODEL_BAD_RESPONSE'],
    ['a cut connection', { fault: 'cut_stream' }, 'MODEL_UNAVAILABLE'],
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
    expect(await failure(model.call(ask('x'), { signal: never }))).toMatchObject({ code, retryable: true })
    expect(server.requests).toHaveLength(4)
  })

  it('waits as long as retry-after says, or until the limit that is used up is whole again', async () => {
    const clock = { now: () => Date.parse('2026-01-01T00:00:00Z'), monotonic: () => 0 }
    const limited = (headers: Record<string, string>): ScriptedReply => ({ error: { status: 429, headers } })
    const limits = {
      'anthropic-ratelimit-requests-remaining': '3',
      'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:50Z',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '2026-01-01T00:00:12Z',
    }
    const { model, waits } = await setUp(replies(limited({ 'retry-after': '7', ...limits }), limited(limits), 'ok'), { clock })
    await model.call(ask('x'), { signal: never })
    expect(waits).toEqual([7000, 12_000])
  })
})

describe('time', () => {
  it.each(['hang', 'stall'] satisfies Fault[])(
    'a server that falls silent (%s) is MODEL_TIMEOUT, and its connection is closed',
    async (fault) => {
      const { model, server } = await setUp([{ reply: { fault } }], { timeoutMs: 100 })
      const error = await failure(model.call(ask('x'), { signal: never }))
      expect(error).toMatchObject({ code: 'MODEL_TIMEOUT' })
      expect(error.message).toMatch(/claude \(claude-haiku-4-5\) sent nothing for 0.1 s/)
      expect(server.requests).toHaveLength(2)
      await expect.poll(() => server.requests.every((request) => request.closedByClient)).toBe(true)
    },
  )

  it('a slow stream that keeps coming is no timeout', async () => {
    const { model } = await setUp(replies({ text: 'slow but steady wins', piece: 2, piece_delay_ms: 25 }), { timeoutMs: 200 })
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
})

describe('events that make no message', () => {
  const event = (data: object): string => `event: x\ndata: ${JSON.stringify(data)}\n\n`
  const start = {
    type: 'message_start',
    message: { id: 'm', type: 'message', role: 'assistant', content: [], usage: { input_tokens: 1, output_tokens: 1 } },
  }
  it.each([
    ['a start without usage', [{ type: 'message_start', message: {} }]],
    ['a block without content', [start, { type: 'content_block_start', index: 0 }]],
    ['text that is a number', [start, { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 7 } }]],
    ['an end without usage', [start, { type: 'message_delta', delta: { stop_reason: 'end_turn' } }]],
  ])('%s', async (_, events) => {
    const { model } = await setUp([], { maxRetries: 0, baseUrl: await serveOnce(events.map(event).join('')) })
    const error = await failure(model.call(ask('x'), { signal: never }))
    expect(error.code).toBe('MODEL_BAD_RESPONSE')
    expect(error.message).toMatch(/events that make no message/)
  })

  it.each([
    [
      'a prompt that is told only at the end',
      { input_tokens: 0, output_tokens: 0 },
      { input_tokens: 7, output_tokens: 3, cache_read_input_tokens: 2 },
      9,
      3,
    ],
    ['an end that tells nothing new', { input_tokens: 5, output_tokens: 1 }, { input_tokens: null, output_tokens: 3 }, 5, 3],
    ['counts that are none', { input_tokens: -4.5, output_tokens: 1 }, { output_tokens: 2.6, input_tokens: 'many' }, undefined, 3],
  ])('but usage may be %s', async (_, first, last, input_tokens, output_tokens) => {
    const end = { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: last }
    const baseUrl = await serveOnce([{ ...start, message: { ...start.message, usage: first } }, end].map(event).join(''))
    const { usage } = await (await setUp([], { baseUrl })).model.call(ask('x'), { signal: never })
    if (input_tokens === undefined) expect(usage).toBeUndefined()
    else expect(usage).toMatchObject({ input_tokens, output_tokens })
  })

  it('events of kinds that nobody knows are passed over', async () => {
    const end = { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } }
    const thought = { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } }
    const said = { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Yes.' } }
    const baseUrl = await serveOnce([start, { type: 'news' }, [], thought, said, end].map(event).join(''))
    const { model } = await setUp([], { baseUrl })
    expect(await model.call(ask('x'), { signal: never })).toMatchObject({ content: 'Yes.', usage: { input_tokens: 1, output_tokens: 3 } })
  })
})

async function serveOnce(body: string): Promise<string> {
  const { createServer } = await import('node:http')
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(body, () => server.close())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
