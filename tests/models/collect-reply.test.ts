import { describe, expect, it } from 'vitest'
import { isJsonObject } from '../../src/kernel/json.ts'
import { collectReply as collect } from '../../src/models/openai/collect-reply.ts'
import { isStrictSchema } from '../../src/models/openai/is-strict-schema.ts'
import { streamOfWhole } from '../../src/models/openai/stream-of-whole.ts'

const collectReply = (stream: AsyncIterable<unknown>) => collect(stream, () => undefined)

async function* chunks(...deltas: unknown[]) {
  for (const delta of deltas) yield { choices: [{ index: 0, delta, finish_reason: null }] }
  yield { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }
}

const call = (index: number | undefined, id: string | undefined, name: string | undefined, args: unknown) => ({
  tool_calls: [{ ...(index !== undefined && { index }), ...(id && { id }), function: { ...(name && { name }), arguments: args } }],
})

describe('tool calls of servers that differ', () => {
  it('pieces interleaved', async () => {
    const { tool_calls } = await collectReply(
      chunks(call(0, 'a', 'f', '{"x":'), call(1, 'b', 'g', ''), call(0, undefined, undefined, '1}'), call(1, undefined, undefined, '{}')),
    )
    expect(tool_calls).toEqual([
      { id: 'a', name: 'f', args: { x: 1 } },
      { id: 'b', name: 'g', args: {} },
    ])
  })

  it('without an index, or all under index 0', async () => {
    const wanted = [
      { id: 'a', name: 'f', args: { x: 1 } },
      { id: 'b', name: 'g', args: { y: 2 } },
    ]
    expect((await collectReply(chunks(call(undefined, 'a', 'f', '{"x":1}'), call(undefined, 'b', 'g', '{"y":2}')))).tool_calls).toEqual(
      wanted,
    )
    expect((await collectReply(chunks(call(0, 'a', 'f', '{"x":1}'), call(0, 'b', 'g', '{"y":2}')))).tool_calls).toEqual(wanted)
  })

  it('without ids, with arguments as an object or not at all', async () => {
    const { tool_calls } = await collectReply(chunks(call(0, undefined, 'f', { x: 1 }), call(1, undefined, 'g', null)))
    expect(tool_calls).toEqual([
      { id: 'call_0', name: 'f', args: { x: 1 } },
      { id: 'call_1', name: 'g', args: {} },
    ])
  })

  it.each(['{"__proto__": {"a": 1}}', '{"a": {"constructor": 1}}', '['.repeat(40) + ']'.repeat(40), '{"a": 1'])(
    '%s stays a text',
    async (args) => {
      const { tool_calls } = await collectReply(chunks(call(0, 'a', 'f', args)))
      expect(tool_calls[0]?.args).toBe(args)
      expect(isJsonObject(tool_calls[0]?.args)).toBe(false)
    },
  )
})

describe('what is no answer', () => {
  it.each([[{ choices: 'x' }], [{ choices: [{ delta: { content: 5 } }] }], ['text'], [null]])('%j is refused', async (chunk) => {
    async function* one() {
      yield chunk
    }
    await expect(collectReply(one())).rejects.toThrow(/not a chat completion/)
  })

  it('a stream without an end', async () => {
    async function* half() {
      yield { choices: [{ delta: { content: 'half' }, finish_reason: null }] }
    }
    await expect(collectReply(half())).rejects.toThrow(/in the middle/)
  })

  it.each(['[]', 'null', '{"choices": {}}', 'oops'])('%s as a whole body', (text) => {
    expect(() => streamOfWhole(text)).toThrow(/not a chat completion/)
  })
})

it('usage may come in any chunk, and odd numbers do not break the wire', async () => {
  async function* stream() {
    yield { choices: [{ delta: { content: 'a' }, finish_reason: 'stop' }], usage: { prompt_tokens: 3.4, completion_tokens: -1 } }
  }
  expect((await collectReply(stream())).usage).toEqual({ input_tokens: 3, output_tokens: 0 })
})

it('strict schemas are told from open ones', () => {
  const closed = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }
  expect(isStrictSchema(closed)).toBe(true)
  expect(isStrictSchema({ ...closed, required: [] })).toBe(false)
  expect(isStrictSchema({ ...closed, additionalProperties: true })).toBe(false)
  expect(isStrictSchema({ type: 'array', items: { type: 'object' } })).toBe(false)
})
