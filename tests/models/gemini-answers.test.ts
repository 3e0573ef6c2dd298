import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Json } from '../../src/kernel/json.ts'
import type { ModelRequest } from '../../src/models/chat-model.ts'
import { CUT_NOTE } from '../../src/models/create-provider-model.ts'
import { createGeminiWire } from '../../src/models/gemini/gemini-wire.ts'
import { ask, call, failure, KEY, never, replies, setUp } from '../helpers/gemini-scene.ts'
import { createTestModel } from '../helpers/provider-model.ts'
import type { ScriptedReply } from '../helpers/scripted-model.ts'

const fileIo = {
  name: 'file_io',
  description: 'Reads files.',
  input_schema: {
    type: 'object',
    properties: { path: { type: 'string', minLength: 1 }, op: { const: 'read' } },
    additionalProperties: false,
  },
}

describe('a good answer', () => {
  it('is put together from its stream, told as it comes, with what was paid for', async () => {
    const usage = { prompt: 100, completion: 9, cached: 64, thoughts: 30 }
    const { model, server } = await setUp(replies({ text: 'Forty-two files, and a snowman \u2603.', usage }))
    const told: string[] = []
    const reply = await model.call(ask('How many?'), { signal: never, onText: (piece) => told.push(piece) })
    expect(reply).toMatchObject({ provider: 'gemini', content: 'Forty-two files, and a snowman \u2603.', tool_calls: [] })
    expect(reply.usage).toEqual({ input_tokens: 100, output_tokens: 39, cached_tokens: 64 })
    expect(told).toHaveLength(3)
    expect(told.join('')).toBe(reply.content)
    const [request] = server.requests
    expect(request?.path).toBe('/v1beta/models/gemini-2.5-flash:streamGenerateContent')
    expect(request?.query).toBe('?alt=sse')
    expect(request?.headers['x-goog-api-key']).toBe(KEY)
    expect(request?.body['contents']).toEqual([{ role: 'user', parts: [{ text: 'How many?' }] }])
  })

  it('carries several tool calls, and the conversation goes back in the form of the API', async () => {
    const calls = [
      { id: 'id-a', name: 'file_io', args: { path: 'x'.repeat(100) } },
      { id: 'id-b', name: 'file_io', args: { path: 'two "quoted"' } },
    ]
    const { model, server } = await setUp(replies({ text: 'Reading.', tool_calls: calls }, 'done'))
    const first = await model.call(ask('read', { tools: [fileIo] }), call)
    expect(first.tool_calls).toEqual(calls)
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'read' },
      { role: 'assistant', content: first.content, tool_calls: [...first.tool_calls] },
      { role: 'tool', content: 'one', tool_call_id: 'id-a' },
      { role: 'tool', content: '', tool_call_id: 'id-b' },
      { role: 'user', content: 'This is your last step.' },
    ]
    expect((await model.call({ messages, tools: [fileIo] }, call)).content).toBe('done')
    expect(server.requests[1]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'be brief' }] },
      contents: [
        { role: 'user', parts: [{ text: 'read' }] },
        { role: 'model', parts: [{ text: 'Reading.' }, ...calls.map((functionCall) => ({ functionCall }))] },
        {
          role: 'user',
          parts: [
            { functionResponse: { id: 'id-a', name: 'file_io', response: { result: 'one' } } },
            { functionResponse: { id: 'id-b', name: 'file_io', response: { result: '' } } },
            { text: 'This is your last step.' },
          ],
        },
      ],
    })
    expect(server.chats()[1]?.messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'tool', 'user'])
  })

  it('gives calls without an id one of its own, which the API never sees, and answers them by name', async () => {
    const tool_calls = [{ name: 'file_io', args: { path: 'a' } }]
    const { model, server } = await setUp([{ when: { turn: 2 }, reply: 'done' }, { reply: { tool_calls } }])
    const messages = [...ask('read').messages]
    for (const turn of [0, 1]) {
      const { tool_calls: asked } = await model.call({ messages, tools: [fileIo] }, call)
      expect(asked[0]?.id).toMatch(/^made_/)
      messages.push({ role: 'assistant', content: '', tool_calls: [...asked] })
      messages.push({ role: 'tool', content: `result ${turn}`, tool_call_id: asked[0]?.id ?? '' })
    }
    await model.call({ messages, tools: [fileIo] }, call)
    expect(JSON.stringify(server.requests[2]?.body['contents'])).not.toContain('"id"')
    expect(new Set(messages.flatMap((message) => message.tool_calls?.map(({ id }) => id) ?? [])).size).toBe(2)
  })

  it('finds the name of a result by the nearest call when a conversation uses an id twice', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    const turn = (name: string): ModelRequest['messages'] => [
      { role: 'assistant', content: '', tool_calls: [{ id: 'call_0', name, args: {} }] },
      { role: 'tool', content: name, tool_call_id: 'call_0' },
    ]
    await model.call({ messages: [...ask('x').messages, ...turn('file_io'), ...turn('terminal')], tools: [] }, call)
    expect(server.requests[0]?.body['contents']).toMatchObject([{}, {}, {}, {}, { parts: [{ functionResponse: { name: 'terminal' } }] }])
  })

  it('brings the signatures of thoughts back with their calls, and with no other', async () => {
    const tool_calls = [
      { id: 'a', name: 'file_io', args: {}, signature: 'U2lnbmVk' },
      { id: 'b', name: 'file_io', args: {} },
    ]
    const { model, server } = await setUp(replies({ tool_calls }, 'done', 'done'), { model: 'gemini-3-pro-preview' })
    const first = await model.call(ask('read', { tools: [fileIo] }), call)
    expect(first.tool_calls[0]?.signature).toBe('U2lnbmVk')
    const talk = (calls: ModelRequest['messages'][number]['tool_calls']): ModelRequest => ({
      messages: [
        ...ask('read').messages,
        { role: 'assistant', content: '', tool_calls: calls },
        { role: 'tool', content: '1', tool_call_id: 'a' },
        { role: 'tool', content: '2', tool_call_id: 'b' },
      ],
      tools: [fileIo],
    })
    await model.call(talk([...first.tool_calls]), call)
    const parts = (n: number): Json[] =>
      (server.requests[n]?.body as { contents: { parts: Json[] }[] } | undefined)?.contents[1]?.parts ?? []
    expect(parts(1)[0]).toMatchObject({ thoughtSignature: 'U2lnbmVk' })
    expect(parts(1)[1]).not.toHaveProperty('thoughtSignature')
    // Calls of another provider have none, which this model refuses: a stand-in keeps the conversation going.
    await model.call(talk(first.tool_calls.map(({ id, name, args }) => ({ id, name, args }))), call)
    expect(parts(2)[0]).toHaveProperty('thoughtSignature', 'skip_thought_signature_validator')
    expect(parts(2)[1]).not.toHaveProperty('thoughtSignature')
  })

  it('goes on without signatures that the API refuses, and leaves older models without a stand-in', async () => {
    const refused: ScriptedReply = { error: { status: 400, message: 'Corrupted thought signature.' } }
    const { model, server } = await setUp([{ when: { any: 'old' }, reply: [refused, 'done'] }], { model: 'gemini-4-argon' })
    const talk = (signature?: string): ModelRequest => ({
      messages: [
        ...ask('old').messages,
        { role: 'assistant', content: '', tool_calls: [{ id: 'a', name: 'file_io', args: {}, ...(signature && { signature }) }] },
        { role: 'tool', content: '1', tool_call_id: 'a' },
      ],
      tools: [fileIo],
    })
    expect((await model.call(talk('b2xk'), call)).content).toBe('done')
    const signatures = () => server.requests.map(({ body }) => /"thoughtSignature":"(\w+)"/.exec(JSON.stringify(body))?.[1])
    expect(signatures()).toEqual(['b2xk', 'skip_thought_signature_validator'])
    await server.close()
    const older = await setUp([{ reply: 'done' }])
    await older.model.call(talk(), call)
    expect(JSON.stringify(older.server.requests[0]?.body)).not.toContain('thoughtSignature')
  })

  it('leaves out what the API refuses: empty messages, a second system message, roles that do not alternate', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    const messages: ModelRequest['messages'] = [
      { role: 'system', content: '' },
      { role: 'system', content: 'one' },
      { role: 'user', content: 'a' },
      { role: 'user', content: 'b' },
      { role: 'assistant', content: '' },
      { role: 'user', content: 'c' },
      { role: 'system', content: 'two' },
    ]
    expect((await model.call({ messages, tools: [] }, call)).content).toBe('ok')
    expect(server.requests[0]?.body).toMatchObject({
      systemInstruction: { parts: [{ text: 'one\n\ntwo' }] },
      contents: [{ role: 'user', parts: [{ text: 'a' }, { text: 'b' }, { text: 'c' }] }],
    })
  })

  it('declares tools in the words of the API, and sends arguments back as an object whatever they were', async () => {
    const nothing = { name: 'now', description: 'The time.', input_schema: { type: 'object', properties: {} } }
    const { model, server } = await setUp([{ reply: 'ok' }])
    const messages: ModelRequest['messages'] = [
      ...ask('x').messages,
      { role: 'assistant', content: '', tool_calls: [{ id: 'a', name: 'no such tool!', args: '{"half": ' }] },
      { role: 'tool', content: 'not JSON', tool_call_id: 'a' },
    ]
    await model.call({ messages, tools: [fileIo, nothing] }, call)
    expect(server.requests[0]?.body['tools']).toEqual([
      {
        functionDeclarations: [
          {
            name: 'file_io',
            description: 'Reads files.',
            parametersJsonSchema: {
              type: 'object',
              properties: { path: { type: 'string' }, op: { type: 'string', enum: ['read'] } },
              additionalProperties: false,
            },
          },
          { name: 'now', description: 'The time.' },
        ],
      },
    ])
    expect(server.requests[0]?.body['contents']).toMatchObject([
      {},
      { parts: [{ functionCall: { name: 'no_such_tool_', args: { not_json: '{"half": ' } } }] },
      { parts: [{ functionResponse: { name: 'no_such_tool_' } }] },
    ])
  })

  it('fits a JSON schema that was asked for', async () => {
    const { model, server } = await setUp([{ when: { schema: 'plan' }, reply: { json: { steps: [1, 2] } } }])
    const schema = { type: 'object', properties: { steps: { type: 'array', items: { type: 'number' } } }, required: ['steps'] }
    const reply = await model.call(ask('plan', { response_schema: { name: 'plan', schema } }), call)
    expect(JSON.parse(reply.content)).toEqual({ steps: [1, 2] })
    expect(server.requests[0]?.body['generationConfig']).toMatchObject({
      responseMimeType: 'application/json',
      responseJsonSchema: { title: 'plan', ...schema },
    })
  })

  it('is told the schema in words beside tools, where the API takes none', async () => {
    const { model, server } = await setUp([{ reply: '{"a":1}' }])
    const response_schema = { name: 'a', schema: { type: 'object', properties: { a: { type: 'number' } } } }
    await model.call(ask('x', { response_schema, tools: [fileIo] }), call)
    expect(JSON.stringify(server.requests[0]?.body['systemInstruction'])).toContain('fits this JSON Schema')
    expect(server.requests[0]?.body['generationConfig']).not.toHaveProperty('responseMimeType')
  })

  it('passes temperature and the longest answer on, and leaves them out otherwise', async () => {
    const { model, server } = await setUp([{ reply: 'ok' }])
    await model.call(ask('x', { temperature: 0, max_tokens: 50 }), call)
    await model.call(ask('x'), call)
    expect(server.requests[0]?.body['generationConfig']).toMatchObject({ temperature: 0, maxOutputTokens: 50 })
    expect(server.requests[1]?.body['generationConfig']).not.toHaveProperty('temperature')
    expect(server.requests[1]?.body['generationConfig']).not.toHaveProperty('maxOutputTokens')
  })

  it('has no usage when none is reported, and takes a server that does not stream', async () => {
    const { model } = await setUp(replies({ text: 'hi', usage: 'none' }, { fault: 'no_stream' }))
    expect((await model.call(ask('x'), call)).usage).toBeUndefined()
    expect(await model.call(ask('x'), call)).toMatchObject({ content: 'not streamed' })
  })

  it('may be empty: what that means is decided where the answer is used', async () => {
    const { model } = await setUp(replies({ text: '' }))
    expect(await model.call(ask('x'), call)).toMatchObject({ content: '', tool_calls: [] })
  })

  it('says so when the output limit cut it', async () => {
    const { model } = await setUp(replies({ text: 'The first half', finish_reason: 'length' }, { json: { a: 1 }, finish_reason: 'length' }))
    expect((await model.call(ask('x'), call)).content).toBe(`The first half${CUT_NOTE}`)
    const wanted = { response_schema: { name: 'a', schema: { type: 'object' } } }
    expect((await failure(model.call(ask('x', wanted), call))).code).toBe('MODEL_BAD_RESPONSE')
  })

  it.each([
    ['tunedModels/mine', '/v1beta/tunedModels/mine'],
    ['models/gemini-2.5-pro', '/v1beta/models/gemini-2.5-pro'],
    ['a b?c', '/v1beta/models/a%20b%3Fc'],
  ])('comes from the model %s, at an address with a version too', async (name, path) => {
    const { server } = await setUp([{ reply: 'ok' }])
    const model = createTestModel(createGeminiWire, {
      ...{ provider: 'gemini', apiKey: KEY, baseUrl: `${server.url}/v1beta`, model: name, timeoutMs: 2000 },
      ...{ clock: systemClock, maxRetries: 0 },
    })
    expect((await model.call(ask('x'), call)).content).toBe('ok')
    expect(server.requests[0]?.path).toBe(`${path}:streamGenerateContent`)
  })

  it('is one of several at once, each with its own', async () => {
    const { model } = await setUp([{ reply: { text: 'You said {{task}}', piece: 3, piece_delay_ms: 2 } }])
    const texts = Array.from({ length: 8 }, (_, n) => `number ${n}`)
    const answers = await Promise.all(texts.map((text) => model.call(ask(text), call)))
    expect(answers.map(({ content }) => content)).toEqual(texts.map((text) => `You said ${text}`))
  })
})

describe('limits', () => {
  it('are what the package knows of the model', async () => {
    const { model, server } = await setUp([])
    expect(await model.limits(never)).toEqual({ context_tokens: 1_048_576, output_tokens: 65_536 })
    expect(server.requests).toHaveLength(0)
  })

  it('are what the API says of a model that is newer, and unknown otherwise', async () => {
    const { model, server } = await setUp([], { model: 'gemini-9-new' })
    expect(await model.limits(never)).toEqual({ context_tokens: 30_720, output_tokens: 2048 })
    expect(server.asides[0]).toMatchObject({ method: 'GET', path: '/v1beta/models/gemini-9-new', query: '' })
    await server.close()
    expect(await model.limits(never)).toEqual({ context_tokens: null, output_tokens: null })
  })
})
