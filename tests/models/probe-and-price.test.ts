import { afterEach, describe, expect, it } from 'vitest'
import { modelCost } from '../../src/models/model-price.ts'
import { probeModel } from '../../src/models/probe-model.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

let server: ScriptedOpenAi | undefined
afterEach(() => server?.close())

describe('the probe', () => {
  it('says ok with the models', async () => {
    server = await startScriptedOpenAi([], { apiKey: 'k', models: ['a', 'b'] })
    expect(await probeModel({ baseUrl: `${server.url}/`, apiKey: 'k', timeoutMs: 1000 })).toMatchObject({ state: 'ok', models: ['a', 'b'] })
    expect(server.requests).toHaveLength(1)
  })

  it('says that the key is rejected, and never shows it', async () => {
    server = await startScriptedOpenAi([], { apiKey: 'k' })
    const probe = await probeModel({ baseUrl: server.url, apiKey: 'sk-wrong-key-1', timeoutMs: 1000 })
    expect(probe.state).toBe('key_rejected')
    expect(JSON.stringify(probe)).not.toContain('sk-wrong-key-1')
  })

  it('says that nobody is there', async () => {
    const gone = await startScriptedOpenAi([])
    await gone.close()
    expect(await probeModel({ baseUrl: gone.url, apiKey: null, timeoutMs: 1000 })).toMatchObject({
      state: 'unreachable',
      detail: expect.stringContaining('ECONNREFUSED'),
    })
    expect(await probeModel({ baseUrl: 'not a url', apiKey: null, timeoutMs: 1000 })).toMatchObject({ state: 'unreachable' })
  })

  it('says that something else answers', async () => {
    server = await startScriptedOpenAi([])
    expect(await probeModel({ baseUrl: `${server.url}/nowhere`, apiKey: null, timeoutMs: 1000 })).toMatchObject({ state: 'unexpected' })
  })
})

describe('the price', () => {
  const usage = { input_tokens: 1_000_000, output_tokens: 100_000, cached_tokens: 400_000 }
  const openai = 'https://api.openai.com/v1'

  it('counts cached tokens at their own price, also for a dated snapshot', () => {
    expect(modelCost({ baseUrl: openai, model: 'gpt-4o-mini', usage })).toBeCloseTo(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.6)
    expect(modelCost({ baseUrl: openai, model: 'gpt-4o-mini-2024-07-18', usage })).toBeCloseTo(0.18)
  })

  it('is unknown, never 0, for other models, other servers and calls without usage', () => {
    expect(modelCost({ baseUrl: openai, model: 'gpt-99', usage })).toBeNull()
    expect(modelCost({ baseUrl: openai, model: 'constructor', usage })).toBeNull()
    expect(modelCost({ baseUrl: 'http://127.0.0.1:1234/v1', model: 'gpt-4o-mini', usage })).toBeNull()
    expect(modelCost({ baseUrl: 'https://api.openai.com.evil.example/v1', model: 'gpt-4o-mini', usage })).toBeNull()
    expect(modelCost({ baseUrl: openai, model: 'gpt-4o-mini', usage: undefined })).toBeNull()
  })
})
