import { describe, expect, it } from 'vitest'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { CUT_NOTE } from '../../src/models/create-provider-model.ts'
import { CLAUDE_KEY, claudeScenes } from '../helpers/claude-model.ts'
import type { Script, ScriptedReply } from '../helpers/scripted-model.ts'

const setUp = claudeScenes()
const never = new AbortController().signal
const replies = (...reply: ScriptedReply[]): Script => [{ reply }]
const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  messages: [{ role: 'user', content: text }],
  tools: [],
  ...more,
})
const fileIo = { name: 'file_io', description: 'Reads files.', input_schema: { type: 'object', properties: { path: { type: 'string' } } } }

describe('a good answer', () => {
  it('is put together from its stream, and told as it comes; usage counts the whole prompt', async () => {
    const usage = { prompt: 100, completion: 9, cached: 64, written: 20 }
    const { model, server } = await setUp(replies({ text: 'Forty-two files, and a snowman \u2603.', usage }))
    const pieces: string[] = []
    const reply = await model.call(ask('How many?'), { signal: never, onText: (piece) => pieces.push(piece) })
    expect(reply).toMatchObject({ provider: 'claude', content: 'Forty-two files, and a snowman \u2603.', tool_calls: [] })
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.join('')).toBe(reply.content)
    expect(reply.usage).toEqual({ input_tokens: 100, output_tokens: 9, cached_tokens: 64, cache_write_tokens: 20 })
    const [request] = server.requests
    expect(request).toMatchObject({ path: '/v1/messages', body: { model: 'claude-haiku-4-5', stream: true, max_tokens: 32_000 } })
    expect(request?.headers).toMatchObject({ 'x-api-key': CLAUDE_KEY, 'anthropic-version': '2023-06-01' })
    expect(request?.headers).not.toHaveProperty('authorization')
  })

  it('carries several tool calls, and their results go back in one turn', async () => {
    const calls = [
      { id: 'toolu_a', name: 'file_io', args: { path: 'x'.repeat(100) } },
      { id: 'toolu_b', name: 'file_io', args: { path: 'two "quoted"' } },
    ]
    const { model, server } = await setUp(replies({ text: 'Reading.', tool_calls: calls }, 'done'))
    const pieces: string[] = []
    const first = await model.call(ask('read', { tools: [fileIo] }), { signal: never, onText: (piece) => pieces.push(piece) })
    expect(first).toMatchObject({ content: 'Reading.', tool_calls: calls })
    expect(pieces.join('')).toBe('Reading.')
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'read' },
      { role: 'assistant', content: first.content, tool_calls: [...first.tool_calls] },
      { role: 'tool', content: 'one', tool_call_id: 'toolu_a' },
      { role: 'tool', content: '', tool_call_id: 'toolu_b' },
      { role: 'user', content: 'a note' },
    ]
    expect((await model.call({ messages, tools: [fileIo] }, { signal: never })).content).toBe('done')
    const turns = server.requests[1]?.body['messages'] as { role: string; content: { type: string }[] }[]
    expect(turns.map(({ role, content }) => [role, ...content.map(({ type }) => type)])).toEqual([
      ['user', 'text'],
      ['assistant', 'text', 'tool_use', 'tool_use'],
      ['user', 'tool_result', 'tool_result', 'text'],
    ])
    expect(server.chats()[1]?.tools).toEqual(['file_io'])
  })

  it('comes also where the conversation holds calls and no tool is offered any more', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    const call = { id: 'a', name: 'file_io', args: {} }
    const messages: ModelRequest['messages'] = [
      ...ask('read').messages,
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: 'one', tool_call_id: 'a' },
    ]
    expect((await model.call({ messages, tools: [] }, { signal: never })).content).toBe('ok')
    expect(server.requests[0]?.body).toMatchObject({ tools: [{ name: 'file_io' }], tool_choice: { type: 'none' } })
  })

  it('may be a call for a tool that is not there: that is for the agent to say', async () => {
    const { model } = await setUp(replies({ tool_calls: [{ id: 'a', name: 'launch', args: {} }] }))
    expect((await model.call(ask('x', { tools: [fileIo] }), { signal: never })).tool_calls).toEqual([{ id: 'a', name: 'launch', args: {} }])
  })

  it('keeps arguments that are not JSON as a text, and takes them back', async () => {
    const { model } = await setUp(replies({ tool_calls: [{ name: 'file_io', args: '{"path": "/etc/pass' }] }, 'ok'))
    const reply = await model.call(ask('read', { tools: [fileIo] }), { signal: never })
    expect(reply.tool_calls[0]?.args).toBe('{"path": "/etc/pass')
    const back = { role: 'assistant' as const, content: '', tool_calls: [...reply.tool_calls] }
    const answer = { role: 'tool' as const, content: 'not JSON', tool_call_id: reply.tool_calls[0]?.id ?? '' }
    await model.call({ messages: [...ask('read').messages, back, answer], tools: [fileIo] }, { signal: never })
  })

  it('may be empty', async () => {
    const { model } = await setUp(replies({ text: '' }))
    expect(await model.call(ask('x'), { signal: never })).toMatchObject({ content: '', tool_calls: [] })
  })

  it('says so when the output limit cut it, and is none when a call or a shape was cut', async () => {
    const cut = { finish_reason: 'length' }
    const { model } = await setUp(
      replies({ text: 'The first half', ...cut }, { json: { a: 1 }, ...cut }, { tool_calls: [{ name: 'file_io', args: '{"pa' }], ...cut }),
    )
    expect((await model.call(ask('x'), { signal: never })).content).toBe(`The first half${CUT_NOTE}`)
    const wanted = { response_schema: { name: 'a', schema: { type: 'object', properties: {}, additionalProperties: false } } }
    await expect(model.call(ask('x', wanted), { signal: never })).rejects.toMatchObject({ code: 'MODEL_BAD_RESPONSE' })
    await expect(model.call(ask('x', { tools: [fileIo] }), { signal: never })).rejects.toMatchObject({ code: 'MODEL_BAD_RESPONSE' })
  })

  it('is asked for with at most what the model can say, and with a temperature where it takes one', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    await model.call(ask('x', { temperature: 1.4, max_tokens: 50 }), { signal: never })
    await model.call(ask('x', { max_tokens: 900_000 }), { signal: never })
    const newer = await setUp([{ reply: 'ok' }], { model: 'claude-opus-5' })
    await newer.model.call(ask('x', { temperature: 0.2 }), { signal: never })
    expect(server.requests[0]?.body).toMatchObject({ temperature: 1, max_tokens: 50 })
    expect(server.requests[1]?.body).toMatchObject({ max_tokens: 32_000 })
    expect(server.requests[1]?.body).not.toHaveProperty('temperature')
    expect(newer.server.requests[0]?.body).not.toHaveProperty('temperature')
  })

  it('comes from an address that ends in /v1 as well', async () => {
    const { server } = await setUp([{ reply: 'ok' }])
    const { model } = await setUp([], { baseUrl: `${server.url}/v1` })
    expect((await model.call(ask('x'), { signal: never })).content).toBe('ok')
  })
})

describe('a wanted shape', () => {
  const properties = { steps: { type: 'array', items: { type: 'number', minimum: 1 }, maxItems: 3 } }
  const closed = { type: 'object', properties, required: ['steps'], additionalProperties: false }
  const open = { type: 'object', properties: { values: { type: 'object', additionalProperties: { type: 'string' } } } }
  const wanted = (schema: typeof closed | typeof open) => ({ response_schema: { name: 'plan', schema } })

  it('constrains the text where the model and the schema allow it; what cannot be said there is described', async () => {
    const { model, server } = await setUp([{ when: { schema: 'plan' }, reply: { json: { steps: [1, 2] } } }])
    const reply = await model.call(ask('plan', wanted(closed)), { signal: never })
    expect(JSON.parse(reply.content)).toEqual({ steps: [1, 2] })
    expect(server.requests[0]?.body['output_config']).toEqual({
      format: {
        type: 'json_schema',
        schema: {
          title: 'plan',
          type: 'object',
          properties: { steps: { type: 'array', items: { type: 'number', description: 'minimum: 1' }, description: 'maxItems: 3' } },
          required: ['steps'],
          additionalProperties: false,
        },
      },
    })
  })

  const others: [string, string, typeof closed | typeof open][] = [
    ['an open object', 'claude-haiku-4-5', open],
    ['a model without formats', 'claude-opus-4-1', closed],
    ['a model of another maker', 'kimi-k2', closed],
  ]
  it.each(others)('is the arguments of a tool that must be called: %s', async (_, name, schema) => {
    const tool_calls = [{ name: 'answer_plan', args: { steps: [1] } }]
    const { model, server } = await setUp([{ when: { schema: 'plan' }, reply: { tool_calls } }], { model: name })
    const reply = await model.call(ask('plan', wanted(schema)), { signal: never })
    expect(reply).toMatchObject({ content: '{"steps":[1]}', tool_calls: [] })
    expect(server.requests[0]?.body).toMatchObject({
      tools: [{ name: 'answer_plan', input_schema: schema }],
      tool_choice: { type: 'tool', name: 'answer_plan' },
    })
    expect(server.requests[0]?.body).not.toHaveProperty('output_config')
  })

  it('forces no tool on a model that thinks by itself, and takes a text as well', async () => {
    const { model, server } = await setUp([{ reply: { json: { values: {} } } }], { model: 'claude-sonnet-5' })
    expect((await model.call(ask('plan', wanted(open)), { signal: never })).content).toBe('{"values":{}}')
    expect(server.requests[0]?.body).not.toHaveProperty('tool_choice')
  })

  it('leaves the other tools to the model', async () => {
    const { model, server } = await setUp(replies({ tool_calls: [{ id: 'a', name: 'file_io', args: {} }] }), { model: 'claude-opus-4-1' })
    const reply = await model.call(ask('plan', { ...wanted(closed), tools: [fileIo] }), { signal: never })
    expect(reply).toMatchObject({ content: '', tool_calls: [{ id: 'a', name: 'file_io', args: {} }] })
    expect(server.requests[0]?.body).toMatchObject({ tool_choice: { type: 'any' } })
  })
})

describe('the cache of the provider', () => {
  const marked = (value: unknown): string[] =>
    (
      JSON.stringify(value).match(/"(?:text|content)":"[^"]*","cache_control"|"tool_use_id":"[^"]*","content":"[^"]*","cache_control"/g) ??
      []
    ).map((mark) => mark.replace(/","cache_control"$/, '').replace(/^.*"/, ''))

  it('is told where the prefix ends and where the next call of the attempt will look', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    const opening: ModelRequest['messages'] = [
      { role: 'system', content: 'role' },
      { role: 'user', content: 'task' },
    ]
    const step = (n: number): ModelRequest['messages'] => [
      { role: 'assistant', content: `step ${n}`, tool_calls: [{ id: `c${n}`, name: 'file_io', args: {} }] },
      { role: 'tool', content: `result ${n}`, tool_call_id: `c${n}` },
    ]
    await model.call({ messages: opening, tools: [fileIo] }, { signal: never })
    await model.call({ messages: [...opening, ...step(1)], tools: [fileIo] }, { signal: never })
    await model.call({ messages: [...opening, ...step(1), ...step(2)], tools: [fileIo] }, { signal: never })
    expect(server.requests.map(({ body }) => marked([body['system'], body['messages']]))).toEqual([
      ['role', 'task'],
      ['role', 'task', 'result 1'],
      ['role', 'result 1', 'result 2'],
    ])
  })

  it('is told of the system alone when no further call comes', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    await model.call({ messages: [{ role: 'system', content: 'plan' }, ...ask('task').messages], tools: [] }, { signal: never })
    expect(marked(server.requests[0]?.body)).toEqual(['plan'])
  })
})

it.each([
  ['claude-haiku-4-5', 200_000, 32_000],
  ['claude-opus-5', 1_000_000, 32_000],
  ['claude-opus-4-8-20260401', 1_000_000, 32_000],
  ['claude-opus-5-5', 1_000_000, 32_000],
  ['claude-sonnet-4-5-20250929', 200_000, 32_000],
  ['claude-3-haiku-20240307', 200_000, 4096],
  ['claude-next-7', 200_000, 4096],
  ['kimi-k2', null, 4096],
])('the limits of %s', async (name, context_tokens, output_tokens) => {
  const { model } = await setUp([], { model: name })
  expect(await model.limits(never)).toEqual({ context_tokens, output_tokens })
})
