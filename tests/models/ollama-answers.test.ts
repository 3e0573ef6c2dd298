import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/kernel/clock.ts'
import { createOllamaWire } from '../../src/models/ollama/ollama-wire.ts'
import { withoutThoughts } from '../../src/models/ollama/without-thoughts.ts'
import { createTestModel } from '../helpers/provider-model.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

/** A server that answers every chat with these bytes, and nothing else. */
async function answering(chunks: readonly (string | Buffer)[]) {
  const started = createServer((request, response) => {
    request.resume()
    response.writeHead(request.url === '/api/chat' ? 200 : 404, { 'content-type': 'application/x-ndjson' })
    if (request.url === '/api/chat') for (const chunk of chunks) response.write(chunk)
    response.end()
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(started.address() as AddressInfo).port}`
  const model = createTestModel(createOllamaWire, {
    ...{ provider: 'ollama', baseUrl, apiKey: null, model: 'qwen3', timeoutMs: 2000 },
    ...{ clock: systemClock, maxRetries: 0 },
  })
  const pieces: string[] = []
  const request = { messages: [{ role: 'user' as const, content: 'x' }], tools: [] }
  const reply = model.call(request, { signal: new AbortController().signal, onText: (piece) => pieces.push(piece) })
  return { reply, pieces }
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`
const say = (message: object): string =>
  line({ model: 'qwen3', created_at: 'now', message: { role: 'assistant', ...message }, done: false })
const END = line({
  model: 'qwen3',
  message: { role: 'assistant', content: '' },
  done: true,
  done_reason: 'stop',
  prompt_eval_count: 9,
  eval_count: 4,
})

describe('what the model thinks', () => {
  it('is no part of the answer, told apart by the server', async () => {
    const { reply, pieces } = await answering([say({ content: '', thinking: 'Hm, 6 times 7' }), say({ content: '42' }), END])
    expect((await reply).content).toBe('42')
    expect(pieces).toEqual(['42'])
  })

  it('is no part of the answer where the server did not know', async () => {
    const { reply, pieces } = await answering([
      say({ content: '<thi' }),
      say({ content: 'nk>Hm.\n</thin' }),
      say({ content: 'k>\n\nForty' }),
      say({ content: '-two' }),
      END,
    ])
    expect((await reply).content).toBe('Forty-two')
    expect(pieces).toEqual(['Forty', '-two'])
  })

  it('is taken off however the text is cut, and nothing else is', () => {
    const cuts = fc.array(fc.nat({ max: 12 }), { maxLength: 40 })
    const texts = [
      '<think>a <b> c</think>\n\nanswer',
      '\n<think></think>answer',
      'answer',
      '<thin answer',
      'an <think>no</think> swer',
      '<',
      ' ',
    ]
    const wanted = ['answer', 'answer', 'answer', '<thin answer', 'an <think>no</think> swer', '<', ' ']
    fc.assert(
      fc.property(fc.nat({ max: texts.length - 1 }), cuts, (which, sizes) => {
        const filter = withoutThoughts()
        let rest = texts[which] ?? ''
        let told = ''
        for (const size of sizes) {
          told += filter.add(rest.slice(0, size))
          rest = rest.slice(size)
        }
        expect(told + filter.add(rest) + filter.end()).toBe(wanted[which])
      }),
    )
  })
})

describe('the lines of an answer', () => {
  it('may be cut anywhere, in the middle of a character too', async () => {
    const bytes = Buffer.from(say({ content: 'snow \u2603 and \u{1f600}' }) + END.trimEnd())
    const { reply } = await answering([...bytes].map((byte) => Buffer.from([byte])))
    expect((await reply).content).toBe('snow \u2603 and \u{1f600}')
  })

  it('may have blank ones between them, CRLF, unknown members, and no reason at the end', async () => {
    const end = line({ done: true, prompt_eval_count: 3, eval_count: 1, brand_new: {} })
    const { reply } = await answering([say({ content: 'yes', novelty: [1] }).replace('\n', '\r\n'), '\n', end, 'not read any more'])
    expect(await reply).toMatchObject({ content: 'yes', usage: { input_tokens: 3, output_tokens: 1 } })
  })

  it('may hold calls with ids, without arguments, or with arguments written as a text', async () => {
    const calls = [
      { id: 'call_x', function: { index: 0, name: 'a', arguments: { n: 1 } } },
      { function: { name: 'b' } },
      { function: { name: 'c', arguments: '{"n": 2}' } },
      { function: { name: 'd', arguments: JSON.parse('{"__proto__": {"admin": true}}') } },
    ]
    const { reply } = await answering([say({ content: '', tool_calls: calls }), END])
    expect((await reply).tool_calls.map(({ name, args }) => ({ name, args }))).toEqual([
      { name: 'a', args: { n: 1 } },
      { name: 'b', args: {} },
      { name: 'c', args: { n: 2 } },
      { name: 'd', args: '{"__proto__":{"admin":true}}' },
    ])
  })

  const wrong: [string, string, RegExp][] = [
    ['a number', '7\n', /not a chat answer/],
    ['null', 'null\n', /not a chat answer/],
    ['a message that is a text', line({ message: 'hi', done: true }), /not a chat answer/],
    ['an error that is an object', line({ error: { message: 'boom', code: 7 } }), /broke off its answer: .*boom/],
    [
      'an error with control characters',
      line({ error: 'bad \u001b[31mred\u202e' }),
      /broke off its answer: bad \\u\{1b\}\[31mred\\u\{202e\}/,
    ],
    ['an error of the context', line({ error: 'the input length exceeds the context length' }), /the context length/],
    ['a line without an end', 'x'.repeat(5_000_000), /a line of more than 4194304 characters/],
    ['no end', say({ content: 'half' }), /ended its answer in the middle/],
  ]
  it.each(wrong)('%s is an error, and nothing is printed', async (_, bytes, message) => {
    const { reply } = await answering([bytes])
    await expect(reply).rejects.toThrow(message)
  })
})
