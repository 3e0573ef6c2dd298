import { afterEach, describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { CUT_NOTE } from '../../src/models/create-provider-model.ts'
import type { OllamaServer } from '../helpers/dialects/ollama-server.ts'
import { type OllamaTestOptions, startOllama } from '../helpers/ollama-model.ts'
import type { Script, ScriptedModel, ScriptedReply } from '../helpers/scripted-model.ts'

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

const never = new AbortController().signal
// Four characters a token, as the scripted server counts.
const words = (tokens: number) => 'abc '.repeat(tokens)
const ask = (...texts: string[]): ModelRequest => ({ messages: texts.map((content) => ({ role: 'user', content })), tools: [] })
const replies = (...reply: ScriptedReply[]): Script => [{ reply }]

async function failure(promise: Promise<unknown>): Promise<ClawError> {
  const error = await promise.then(
    () => new Error('it worked'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ClawError)
  return error as ClawError
}

async function overflow(promise: Promise<unknown>): Promise<ClawError> {
  const error = await failure(promise)
  expect(error).toMatchObject({ code: 'MODEL_CONTEXT_LENGTH', retryable: false })
  return error
}

describe('the window', () => {
  const cases: [string, Partial<OllamaServer>, number | null, number][] = [
    ['is 16384 when nobody says anything', {}, null, 16_384],
    ["is the model's own when that is less", { contextLength: 8192 }, null, 8192],
    ['is what the setting says', {}, 65_536, 65_536],
    ["is never more than the model's own", { contextLength: 8192 }, 65_536, 8192],
    ['is what the Modelfile says', { modelfileContext: 32_768 }, null, 32_768],
    ['is what the model is loaded with, so that it is not loaded anew', { loadedContext: 65_536 }, null, 65_536],
    ['is not what Ollama loads when nobody chose', { loadedContext: 4096 }, null, 16_384],
    ["is the model's own in the cloud of Ollama", { remoteHost: 'https://ollama.com' }, null, 131_072],
    ['is 16384 behind a proxy that passes on the chat alone', { behind: 'chat only' }, null, 16_384],
  ]
  it.each(cases)('%s', async (_, like, contextTokens, wanted) => {
    const { model, server, bodies } = await setUp([{ reply: 'ok' }], like, { contextTokens })
    expect(await model.limits(never)).toEqual({ context_tokens: wanted, output_tokens: null })
    await model.call(ask('x'), { signal: never })
    await model.call(ask('y'), { signal: never })
    expect(bodies().map(({ options }) => options)).toEqual([{ num_ctx: wanted }, { num_ctx: wanted }])
    expect([...server.asides, ...server.requests].filter(({ path }) => path === '/api/show')).toHaveLength(1)
  })

  it('is not made up when the server cannot be asked', async () => {
    const { model, server } = await setUp([], { models: ['qwen3:8b'] })
    expect(await failure(model.limits(never))).toMatchObject({ code: 'MODEL_BAD_REQUEST', fix: 'ollama pull llama3.2' })
    await server.close()
    const gone = await setUp([])
    await gone.server.close()
    expect(await failure(gone.model.limits(never))).toMatchObject({ code: 'MODEL_UNAVAILABLE', fix: 'ollama serve' })
  })
})

describe('a prompt that is too long', () => {
  it('is refused by the server, in numbers, and not sent again', async () => {
    const { model, bodies } = await setUp([{ reply: 'an answer to half of it' }])
    const error = await overflow(model.call(ask(words(20_000)), { signal: never }))
    expect(error.message).toMatch(/^ollama \(llama3\.2\) refused the prompt: it has 20\d\d\d tokens, and the context window 16384\.$/)
    expect(error.data).toMatchObject({ context_tokens: 16_384, prompt_tokens: expect.any(Number) })
    expect(error.fix).toBe('CLOSED_CLAW_OLLAMA_NUM_CTX=32768 claw resume <run> (the model takes up to 131072)')
    expect(bodies()).toHaveLength(1)
  })

  it('is refused in the words of 0.12.6 too', async () => {
    const { model } = await setUp([{ reply: 'x' }], { version: '0.12.6', contextLength: 16_384 })
    const error = await overflow(model.call(ask(words(20_000)), { signal: never }))
    expect(error.message).toMatch(/answered 400: the input length exceeds the context length/)
    expect(error.fix).toBe('Use a model with a larger context window.')
  })

  it('is not even sent when it cannot fit', async () => {
    const { model, bodies } = await setUp([{ reply: 'x' }])
    const error = await overflow(model.call(ask(words(60_000)), { signal: never }))
    expect(error.message).toMatch(/was not asked: the prompt has at least 30000 tokens, and the context window is 16384/)
    expect(bodies()).toEqual([])
  })

  it.each(['0.12.5', '0.3.14', '0.0.0'])('is not sent to a server that would cut it without a word (%s)', async (version) => {
    const { model, bodies } = await setUp([{ reply: 'from {{task}}' }], { version })
    const error = await overflow(model.call(ask(words(12_000)), { signal: never }))
    expect(error.message).toMatch(/up to 24000 tokens, .* 16384 \(this Ollama would cut it without a word/)
    expect(bodies()).toEqual([])
    expect((await model.call(ask(words(8000)), { signal: never })).content).toMatch(/^from abc /)
  })

  it('is asked for with the smaller window that the server keeps to, once that is known', async () => {
    const { model, bodies } = await setUp([{ reply: 'ok' }], { behind: 'chat only', contextLength: 4096, version: '0.34.2' })
    const longer = await setUp([{ reply: 'ok' }], { contextLength: 131_072 })
    await overflow(longer.model.call(ask(words(17_000)), { signal: never }))
    await longer.server.close()
    expect((await model.limits(never)).context_tokens).toBe(16_384)
    await overflow(model.call(ask(words(5000)), { signal: never }))
    expect((await model.limits(never)).context_tokens).toBe(4096)
    await model.call(ask('short'), { signal: never })
    expect(bodies().at(-1)).toMatchObject({ options: { num_ctx: 4096 } })
  })
})

describe('a prompt that was cut', () => {
  it('is found by its count where a proxy dropped what forbids it: half of the window', async () => {
    const { model, bodies } = await setUp([{ reply: 'confident nonsense' }], { behind: 'drops new fields' })
    const error = await overflow(model.call(ask(words(20_000)), { signal: never }))
    expect(error.message).toMatch(/cut the prompt: 8194 tokens of it were read, in a context window of 16384/)
    expect(bodies()).toHaveLength(1)
  })

  it('is found where older messages were dropped', async () => {
    const { model } = await setUp([{ reply: 'forgetful' }], { behind: 'drops new fields' })
    const error = await overflow(model.call(ask(words(17_000), words(12_000), words(2000)), { signal: never }))
    expect(error.message).toMatch(/cut the prompt: \d+ tokens of it were read/)
  })

  it('is found when the whole window was taken by it', async () => {
    const full = { usage: { prompt: 16_384, completion: 11 } }
    const { model } = await setUp(replies({ text: 'nonsense', ...full }), { version: '0.12.5' })
    const error = await overflow(model.call(ask(words(8000)), { signal: never }))
    expect(error.message).toMatch(/cut the prompt: all 16384 tokens of the context window/)
  })

  it('is found when the answer pushed it out', async () => {
    const { model } = await setUp(replies({ text: 'longer and longer', usage: { prompt: 8000, completion: 9000 } }), { version: '0.12.5' })
    expect((await overflow(model.call(ask(words(8000)), { signal: never }))).message).toMatch(/pushed the prompt out of the context window/)
  })

  it('is told from an answer that had no room, and that from one that is long', async () => {
    const { model } = await setUp(
      replies(
        { text: 'Because', usage: { prompt: 16_000, completion: 384 }, finish_reason: 'length' },
        { text: 'Because', usage: { prompt: 400, completion: 15_984 }, finish_reason: 'length' },
        { text: 'Because', usage: { prompt: 15_984, completion: 400 }, finish_reason: 'length' },
      ),
    )
    expect((await overflow(model.call(ask('x'), { signal: never }))).message).toMatch(/only 384 tokens of the context window of 16384 left/)
    expect((await model.call(ask('x'), { signal: never })).content).toBe(`Because${CUT_NOTE}`)
    expect((await model.call({ ...ask('x'), max_tokens: 400 }, { signal: never })).content).toBe(`Because${CUT_NOTE}`)
  })
})

describe('no prompt is called cut', () => {
  const long = ask(words(7000))
  const longer = ask(words(12_000))
  const cases: [string, Partial<OllamaServer>, ModelRequest, { prompt: number; completion: number; cached?: number } | 'none'][] = [
    ['that was in the cache, when the count leaves that out', { version: '0.3.14' }, long, { prompt: 12, completion: 5 }],
    ['that was in the cache, when there is no count then', { version: '0.3.14' }, long, 'none'],
    ['that was in the cache of 0.30', { version: '0.30.1' }, longer, { prompt: 12, completion: 5 }],
    ['that was in the cache, told as such', {}, longer, { prompt: 12_010, cached: 12_000, completion: 5 }],
    ['of blanks, which are few tokens', {}, ask(' '.repeat(60_000)), { prompt: 800, completion: 5 }],
    ['of long words', {}, ask('internationalisation '.repeat(3000)), { prompt: 9000, completion: 5 }],
    ['by a server that keeps to no window', {}, ask('x'), { prompt: 20_000, completion: 5 }],
    ['that ends exactly with the window', {}, ask('x'), { prompt: 16_000, completion: 384 }],
    ['that has as many tokens as half a window by chance', {}, ask(words(9000)), { prompt: 8194, completion: 5 }],
  ]
  it.each(cases)('%s', async (_, like, request, usage) => {
    const { model } = await setUp([{ reply: { text: 'fine', usage } }], like)
    expect((await model.call(request, { signal: never })).content).toBe('fine')
    expect((await model.call(request, { signal: never })).content).toBe('fine')
  })
})
