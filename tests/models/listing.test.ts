import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { sameModel } from '../../src/app/models/same-model.ts'
import { findLocalServers } from '../../src/models/listing/find-local-servers.ts'
import { listModels } from '../../src/models/listing/list-models.ts'
import { DIALECTS, type DialectName } from '../helpers/dialects/dialects.ts'
import { type ScriptedModel, startScriptedModel } from '../helpers/scripted-model.ts'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

const signal = () => AbortSignal.timeout(2000)

async function scripted(name: DialectName, options: { apiKey?: string; models?: readonly string[] } = {}): Promise<ScriptedModel> {
  const server = await startScriptedModel(DIALECTS[name], [], options)
  opened.push(server)
  return server
}

/** A server that answers as it likes, and the number of its port. */
async function plain(answer: Parameters<typeof createServer>[1]): Promise<number> {
  const server: Server = createServer(answer)
  const close = (): void => {
    server.closeAllConnections()
    server.close()
  }
  opened.push({ close })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return (server.address() as AddressInfo).port
}

const DIALECT_OF = { openai: 'openai', gemini: 'gemini', claude: 'anthropic', ollama: 'ollama' } as const
const providers = Object.keys(DIALECT_OF) as (keyof typeof DIALECT_OF)[]

describe.each(providers)('the list of models of %s', (provider) => {
  it('is asked for in its own way, with the key in the place of this provider', async () => {
    const server = await scripted(DIALECT_OF[provider], { apiKey: 'key-of-it', models: ['model-a', 'model-b'] })
    const listing = await listModels({ provider, baseUrl: `${server.url}/`, apiKey: 'key-of-it', signal: signal() })
    expect(listing).toMatchObject({ state: 'ok', models: [{ id: 'model-a' }, { id: 'model-b' }] })
    expect([server.asides.length, server.requests.length]).toEqual([1, 0])
    expect(server.asides[0]).toMatchObject({ method: 'GET', body: {} })
    expect(`${server.asides[0]?.path}${server.asides[0]?.query}`).not.toContain('key-of-it')
  })

  it('says that the key is rejected, and never shows it', async () => {
    const server = await scripted(DIALECT_OF[provider], { apiKey: 'another-key' })
    const listing = await listModels({ provider, baseUrl: server.url, apiKey: 'wrong-key-1', signal: signal() })
    expect(listing.state).toBe('key_rejected')
    expect(JSON.stringify(listing)).not.toContain('wrong-key-1')
  })

  it('says that nobody is there, or something else', async () => {
    const gone = await scripted(DIALECT_OF[provider])
    await gone.close()
    expect(await listModels({ provider, baseUrl: gone.url, apiKey: null, signal: signal() })).toMatchObject({
      state: 'unreachable',
      detail: expect.stringContaining('ECONNREFUSED'),
    })
    expect((await listModels({ provider, baseUrl: 'not a url', apiKey: null, signal: signal() })).state).toBe('unreachable')
    const bodies = ['<html>', '[]', '{"data":{},"models":7}', '{"data":"x"}', 'x'.repeat(5_000_000)]
    for (const body of bodies) {
      const port = await plain((_request, response) => response.end(body))
      expect((await listModels({ provider, baseUrl: `http://127.0.0.1:${port}`, apiKey: null, signal: signal() })).state).toBe('unexpected')
    }
  })
})

describe('a list of models', () => {
  it('that holds rubbish gives what is usable of it', async () => {
    const rows = [
      { id: 'good', max_model_len: 32_768 },
      { id: 7 },
      null,
      'x',
      { id: '' },
      { id: 'a\u001b[31m' },
      { id: 'b\nc' },
      { id: 'd\u202e' },
      { id: 'y'.repeat(1000) },
    ]
    const port = await plain((_request, response) => response.end(JSON.stringify({ data: rows })))
    expect(await listModels({ provider: 'openai', baseUrl: `http://127.0.0.1:${port}`, apiKey: null, signal: signal() })).toMatchObject({
      models: [{ id: 'good', context_tokens: 32_768 }],
    })
  })

  it('is not followed to another server, which would get the key', async () => {
    const thief = await scripted('openai', { models: ['evil'] })
    const port = await plain((_request, response) => response.writeHead(302, { location: `${thief.url}/models` }).end())
    const listing = await listModels({ provider: 'openai', baseUrl: `http://127.0.0.1:${port}`, apiKey: 'sk-secret-1', signal: signal() })
    expect(listing.state).toBe('unexpected')
    expect([...thief.asides, ...thief.requests]).toEqual([])
  })

  it.each([
    ['claude-haiku-4-5-20251001', 'claude-haiku-4-5', true],
    ['claude-3-5-haiku-20241022', 'claude-3-5-haiku-latest', true],
    ['gpt-4o-mini-2024-07-18', 'gpt-4o-mini', true],
    ['llama3.2:latest', 'llama3.2', true],
    ['gpt-4o-mini', 'gpt-4o', false],
    ['llama3.2:1b', 'llama3.2', false],
  ])('%s is %s: %s', (listed, wanted, same) => {
    expect(sameModel(listed, wanted)).toBe(same)
  })
})

describe('servers of this machine', () => {
  const portOf = (server: ScriptedModel): number => Number(new URL(server.url).port)

  it('are found by their lists and told nothing else', async () => {
    const ollama = await scripted('ollama', { models: ['llama3.2:latest'] })
    const studio = await scripted('openai', { models: ['qwen3-8b', 'phi'] })
    const web = await plain((_request, response) => response.end('<html>another program</html>'))
    const ports = [
      { name: 'ollama', port: portOf(ollama) },
      { name: 'lmstudio', port: portOf(studio) },
      { name: 'llama.cpp', port: web },
      { name: 'vllm', port: 1 },
    ]
    expect(await findLocalServers(ports)).toEqual([
      { name: 'ollama', provider: 'ollama', base_url: ollama.url, models: [{ id: 'llama3.2:latest', context_tokens: null }] },
      { name: 'lmstudio', provider: 'openai', base_url: studio.url, models: [expect.anything(), expect.anything()] },
    ])
    const seen = [...ollama.asides, ...studio.asides]
    expect([...ollama.requests, ...studio.requests, seen.length]).toEqual([2])
    expect(seen.map(({ method, body, headers }) => [method, body, headers['authorization']])).toEqual(
      seen.map(() => ['GET', {}, undefined]),
    )
  })

  it('that do not answer cost 300 ms, all of them together', async () => {
    const silent = await Promise.all([0, 1, 2, 3].map(() => plain(() => undefined)))
    const dribble = await plain((_request, response) => {
      response.write('{"data":[')
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    })
    const started = performance.now()
    expect(await findLocalServers([...silent, dribble].map((port) => ({ name: 'x', port })))).toEqual([])
    expect(performance.now() - started).toBeLessThan(900)
  })
})
