import { afterEach, expect, it, vi } from 'vitest'
import { testModel } from '../../src/app/models/test-model.ts'
import { createPriceBook } from '../../src/models/prices/price-book.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

let server: ScriptedOpenAi
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.close()
})

it('a provider elsewhere is tried by its list, which costs nothing, and by a call when that is wanted', async () => {
  server = await startScriptedOpenAi([{ reply: 'ready' }], { apiKey: 'k' })
  const real = fetch
  // The address is not one of this machine; what is asked there is carried to the server of the test.
  vi.stubGlobal('fetch', (url: URL | string, init?: RequestInit) => real(String(url).replace('http://models.example/v1', server.url), init))
  const endpoint = {
    provider: 'openai',
    model: 'gpt-4o-mini',
    apiKey: 'k',
    baseUrl: 'http://models.example/v1',
    timeoutMs: 2000,
    contextTokens: null,
  } as const
  const signal = new AbortController().signal
  expect(await testModel(endpoint, createPriceBook(), { call: false, signal })).toMatchObject({ ok: true, how: 'model list' })
  expect(server.requests).toHaveLength(0)
  expect(await testModel(endpoint, createPriceBook(), { call: true, signal })).toMatchObject({ ok: true, how: 'call' })
  expect(server.requests).toHaveLength(1)
})
