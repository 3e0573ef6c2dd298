import { afterEach, describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { createRedactor } from '../../src/kernel/redact.ts'
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from '../../src/models/openai-embedder.ts'
import {
  answerJson,
  type ScriptedEmbeddings,
  type ScriptedEmbeddingsOptions,
  startScriptedEmbeddings,
} from '../helpers/scripted-embeddings.ts'

const KEY = 'sk-test-0123456789abcdef'
let server: ScriptedEmbeddings | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function setUp(script: ScriptedEmbeddingsOptions = {}, options: Partial<OpenAiEmbedderOptions> = {}) {
  server = await startScriptedEmbeddings(script)
  const waits: number[] = []
  const embedder = createOpenAiEmbedder({
    model: 'nomic',
    apiKey: KEY,
    baseUrl: server.url,
    dim: null,
    timeoutMs: 2000,
    clock: systemClock,
    mask: createRedactor(['hunter2-hunter2']).text,
    sleep: async (ms) => void waits.push(ms),
    ...options,
  })
  return { embedder, server, waits }
}

async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}

const length = (vector: Float32Array): number => Math.hypot(...vector)
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

describe('vectors', () => {
  it('have length 1, and near texts near ones', async () => {
    const { embedder, server } = await setUp()
    const [a, b, c] = await embedder.embed(['count the files', 'count all files', 'translate a letter'])
    if (!a || !b || !c) throw new Error('three vectors')
    for (const vector of [a, b, c]) expect(length(vector)).toBeCloseTo(1, 5)
    expect(dot(a, b)).toBeGreaterThan(dot(a, c) + 0.3)
    expect(server.requests).toMatchObject([{ path: '/v1/embeddings', authorization: `Bearer ${KEY}`, model: 'nomic' }])
  })

  it('come in the order of the texts, in calls of 32, whatever order the server gives them in', async () => {
    const { embedder, server } = await setUp({ instead: (_n, _response, { data }) => data.reverse() })
    const texts = Array.from({ length: 70 }, (_, i) => `text ${'abcdefgh'[i % 8]} ${i}`)
    const vectors = await embedder.embed(texts)
    expect(server.requests.map(({ input }) => input.length)).toEqual([32, 32, 6])
    expect(vectors).toHaveLength(70)
    const [alone] = await embedder.embed([texts[41] ?? ''])
    expect(vectors[41]).toEqual(alone)
  })

  it('are zero for texts without words, which nobody is asked about', async () => {
    const { embedder, server } = await setUp()
    const [mark, word, none] = await embedder.embed(['!!!', 'word', ''])
    expect([mark, none].map((vector) => [vector?.length, vector?.some((value) => value !== 0)])).toEqual([
      [64, false],
      [64, false],
    ])
    expect(length(word ?? new Float32Array(1))).toBeCloseTo(1, 5)
    expect(server.requests.map(({ input }) => input)).toEqual([['word']])
  })

  it('have a dimension that the first answer tells, also of a text without words', async () => {
    const { embedder, server } = await setUp({ dim: 20 })
    expect([embedder.dim, server.requests.length]).toEqual([0, 0])
    expect((await embedder.embed(['...']))[0]).toEqual(new Float32Array(20))
    expect(embedder.dim).toBe(20)
  })
})

describe('the name', () => {
  it('is that of the model at OpenAI, and has the server elsewhere: two kinds never meet', () => {
    const named = (baseUrl: string | null) =>
      createOpenAiEmbedder({
        model: 'text-embedding-3-small',
        apiKey: KEY,
        baseUrl,
        dim: null,
        timeoutMs: 1,
        clock: systemClock,
        mask: (text) => text,
      })
    expect(named(null)).toMatchObject({ model: 'openai:text-embedding-3-small', dim: 1536 })
    expect(named('https://api.openai.com/v1/')).toMatchObject({ model: 'openai:text-embedding-3-small', dim: 1536 })
    expect(named('http://127.0.0.1:11434/v1')).toMatchObject({ model: 'openai:text-embedding-3-small@127.0.0.1:11434', dim: 0 })
  })
})

describe('what is sent', () => {
  it('is masked before it is cut, and is UTF-8', async () => {
    const { embedder, server } = await setUp()
    const edge = `${'x'.repeat(3990)} hunter2-hunter2`
    await embedder.embed(['the password is hunter2-hunter2', edge, `${'y'.repeat(3999)}\u{1f600}`, 'half \ud83d a letter'])
    const sent = server.requests[0]?.input ?? []
    expect(sent[0]).toBe('the password is [redacted]')
    expect(sent.join('')).not.toContain('hunter2')
    expect(sent.every((text) => text.length <= 4000 && !/\p{Cs}/u.test(text))).toBe(true)
  })

  it('has no key where there is none', async () => {
    const { embedder, server } = await setUp({}, { apiKey: null })
    await embedder.embed(['x'])
    expect(server.requests[0]?.authorization).toBeUndefined()
  })
})

describe('a failure', () => {
  it('that passes is tried again, after as long as the server asks', async () => {
    const { embedder, waits } = await setUp({
      instead: (n, response) =>
        n === 1
          ? answerJson(response, 429, { error: { message: 'slow down' } }, { 'retry-after': '3' })
          : n === 2 && response.socket?.resetAndDestroy(),
    })
    expect(await embedder.embed(['x'])).toHaveLength(1)
    expect(waits[0]).toBe(3000)
    expect(waits).toHaveLength(2)
  })

  it('that asks for an hour is told at once', async () => {
    const { embedder, waits } = await setUp({ instead: (_n, response) => answerJson(response, 503, {}, { 'retry-after': '3600' }) })
    expect(await failure(embedder.embed(['x']))).toMatchObject({ code: 'MODEL_UNAVAILABLE', data: { status: 503 } })
    expect(waits).toEqual([])
  })

  it('of the key names the model and not the key', async () => {
    const { embedder, server } = await setUp({
      instead: (_n, response) => answerJson(response, 401, { error: { message: `Incorrect API key: ${KEY}` } }),
    })
    const error = await failure(embedder.embed(['x']))
    expect(error).toMatchObject({ code: 'MODEL_KEY_REJECTED', message: 'openai (nomic) answered 401: Incorrect API key: [key].' })
    expect(server.requests).toHaveLength(1)
  })

  it('to answer in time is one, also in the middle of the answer', async () => {
    const { embedder, server } = await setUp(
      {
        instead: (n, response) => {
          if (n > 1) response.writeHead(200, { 'content-type': 'application/json' }).write('{"data": [')
          return true
        },
      },
      { timeoutMs: 100 },
    )
    expect(await failure(embedder.embed(['x']))).toMatchObject({
      code: 'MODEL_TIMEOUT',
      message: 'openai (nomic) did not answer in 0.1 s.',
    })
    expect(server.requests).toHaveLength(2)
  })

  it.each<[string, NonNullable<ScriptedEmbeddingsOptions['instead']>, RegExp]>([
    ['a web page', (_n, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), /no list of vectors/],
    ['nothing', (_n, response) => response.writeHead(200).end(), /no list of vectors/],
    ['a vector too few', (_n, _response, { data }) => data.pop(), /gave 1 vectors for 2 texts/],
    ['two vectors of one text', (_n, _response, { data }) => data.map((row) => Object.assign(row, { index: 0 })), /not one for each/],
    ['an empty vector', (_n, _response, { data }) => data.map((row) => Object.assign(row, { embedding: [] })), /no list of vectors/],
    ['texts for numbers', (_n, response) => answerJson(response, 200, { data: [{ index: 0, embedding: ['NaN'] }] }), /no list of vectors/],
    ['numbers without end', (_n, response) => response.writeHead(200).end('{"data":[{"index":0,"embedding":[1e999]}]}'), /no list/],
    ['a redirect', (_n, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(), /redirect.*not followed/],
  ])('is %s for an answer, not tried again', async (_name, instead, told) => {
    const { embedder, server } = await setUp({ instead })
    expect((await failure(embedder.embed(['one', 'two']))).message).toMatch(told)
    expect(server.requests).toHaveLength(1)
  })

  it('is an answer without end, which is not kept', async () => {
    const piece = ' '.repeat(256 * 1024)
    const { embedder } = await setUp({
      instead: (_n, response) => {
        const flow = (): void => {
          while (!response.destroyed && response.write(piece));
        }
        response.on('drain', flow)
        flow()
      },
    })
    expect(await failure(embedder.embed(['x']))).toMatchObject({ code: 'MODEL_BAD_RESPONSE', message: /more than 8388608 bytes/ })
  })

  it('is a vector of another dimension than before, or than the setting says', async () => {
    const { embedder } = await setUp({ instead: (n, _response, { data }) => n > 1 && data[0]?.embedding.pop() })
    await embedder.embed(['x'])
    expect(await failure(embedder.embed(['x']))).toMatchObject({ code: 'EMBEDDER_FAILED', message: /63 numbers instead of 64/ })
    const wrong = createOpenAiEmbedder({ ...(await optionsOf()), dim: 10 })
    expect(await failure(wrong.embed(['x']))).toMatchObject({ code: 'EMBEDDER_FAILED', fix: 'unset CLOSED_CLAW_EMBEDDING_DIM' })
  })

  it('is the end: closing breaks off what is asked and what is waited for', async () => {
    const hanging = await setUp({ instead: () => true })
    const asked = failure(hanging.embedder.embed(['x']))
    setTimeout(() => hanging.embedder.close(), 30)
    expect((await asked).code).toBe('CANCELLED')
    await hanging.server.close()
    const { sleep: _, ...busy } = await optionsOf({ instead: (_n, response) => answerJson(response, 429, {}, { 'retry-after': '50' }) })
    const embedder = createOpenAiEmbedder(busy)
    const waiting = failure(embedder.embed(['x']))
    setTimeout(() => embedder.close(), 60)
    expect((await waiting).code).toBe('CANCELLED')
  })
})

async function optionsOf(script: ScriptedEmbeddingsOptions = {}): Promise<OpenAiEmbedderOptions> {
  await server?.close()
  server = await startScriptedEmbeddings(script)
  return {
    model: 'nomic',
    apiKey: KEY,
    baseUrl: server.url,
    dim: null,
    timeoutMs: 2000,
    clock: systemClock,
    mask: (text) => text,
    sleep: async () => undefined,
  }
}
