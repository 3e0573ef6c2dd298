import { afterEach, describe, expect, it } from 'vitest'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

let server: ScriptedOpenAi | undefined
afterEach(() => server?.close())

const ask = async (body: object): Promise<{ status: number; json: Record<string, unknown> }> => {
  const response = await fetch(`${server?.url}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })
  return { status: response.status, json: (await response.json()) as Record<string, unknown> }
}
const user = (content: string) => ({ role: 'user', content })

describe('the scripted server', () => {
  it('answers without streaming in the form of the provider', async () => {
    server = await startScriptedOpenAi([{ reply: { text: 'hi', tool_calls: [{ name: 'f', args: { a: 1 } }] } }])
    const { json } = await ask({ model: 'm', messages: [user('x')] })
    expect(json).toMatchObject({
      object: 'chat.completion',
      model: 'm',
      choices: [
        {
          index: 0,
          finish_reason: 'tool_calls',
          message: { role: 'assistant', content: 'hi', tool_calls: [{ type: 'function', function: { name: 'f', arguments: '{"a":1}' } }] },
        },
      ],
      usage: { prompt_tokens: expect.any(Number), completion_tokens: expect.any(Number), total_tokens: expect.any(Number) },
    })
  })

  it('gives each of several concurrent conversations its own answers, and uses lists up', async () => {
    server = await startScriptedOpenAi([
      { name: 'second turn', when: { task: '/^count/', turn: 1 }, reply: 'counted {{last}}' },
      { name: 'first turn', when: { task: '/^COUNT/i', turn: 0 }, reply: ['one', 'two'] },
    ])
    const text = async (...messages: object[]): Promise<unknown> => (await ask({ model: 'm', messages })).json['choices']
    expect(await text(user('count a'))).toMatchObject([{ message: { content: 'one' } }])
    expect(await text(user('count a'), { role: 'assistant', content: 'one' }, user('more'))).toMatchObject([
      { message: { content: 'counted more' } },
    ])
    expect(await text(user('count b'))).toMatchObject([{ message: { content: 'two' } }])
    expect((await ask({ model: 'm', messages: [user('count c')] })).json).toMatchObject({ error: { code: 'no_rule' } })
    expect(server.requests.map((request) => request.rule)).toEqual(['first turn', 'second turn', 'first turn', 'none'])
  })

  const wrong: [string, object, RegExp][] = [
    ['no model', { messages: [user('x')] }, /model/],
    ['no messages', { model: 'm', messages: [] }, /empty array/],
    [
      'a tool message without its call',
      { model: 'm', messages: [user('x'), { role: 'tool', tool_call_id: 'a', content: '' }] },
      /must be a response/,
    ],
    [
      'a call without its tool message',
      { model: 'm', messages: [{ role: 'assistant', tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{}' } }] }, user('x')] },
      /must be followed/,
    ],
    ['a bad tool name', { model: 'm', messages: [user('x')], tools: [{ function: { name: 'a b' } }] }, /does not match/],
    ['stream_options without a stream', { model: 'm', messages: [user('x')], stream_options: {} }, /stream_options/],
    [
      'an open schema called strict',
      {
        model: 'm',
        messages: [user('x')],
        response_format: { type: 'json_schema', json_schema: { name: 's', strict: true, schema: { type: 'object' } } },
      },
      /additionalProperties/,
    ],
  ]
  it.each(wrong)('refuses what the provider refuses: %s', async (_, body, message) => {
    server = await startScriptedOpenAi([{ reply: 'never' }])
    const { status, json } = await ask(body)
    expect(status).toBe(400)
    expect(JSON.stringify(json)).toMatch(message)
  })
})
