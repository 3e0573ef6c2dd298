import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/kernel/json.ts'
import { gemini } from '../helpers/dialects/gemini.ts'
import { ask, call, failure, KEY, replies, setUp } from '../helpers/gemini-scene.ts'
import type { Fault } from '../helpers/scripted/script.ts'
import { type ScriptedReply, startScriptedModel } from '../helpers/scripted-model.ts'

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
    ['400 too long', { error: { status: 400, message: TOO_LONG } }, 'MODEL_CONTEXT_LENGTH', /exceeds the maximum number of tokens/],
    [
      '404',
      { error: { status: 404, message: 'models/gemini-0 is not found for API version v1beta' } },
      'MODEL_BAD_REQUEST',
      /404: models\/gemini-0 is not found/,
    ],
    ['a web page', { fault: 'garbage' }, 'MODEL_BAD_RESPONSE', /web page/],
    [
      'JSON without end',
      { tool_calls: [{ name: 'file_io', args: { deep: JSON.parse('['.repeat(900) + ']'.repeat(900)) } }] },
      'MODEL_BAD_RESPONSE',
      /levels/,
    ],
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
    expect(await failure(model.call(ask('x'), call))).toMatchObject({ code: 'MODEL_CONTEXT_LENGTH', data: { status: 400 } })
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
    const { model } = await setUp([{ reply: { fault: 'endless' } }], { timeoutMs: 80, maxRetries: 0 })
    expect((await failure(model.call(ask('x'), call))).message).toMatch(/did not finish its answer in 0.8 s/)
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
