import { describe, expect, it } from 'vitest'
import { runModelLoop } from '../../runtime/agent-loop.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { agentResponseSchema, modelCallIntentSchema, type TaskRequest } from '../../src/protocol/messages.ts'
import { type FakeHost, type FakeHostOptions, fakeHost, type ModelSays, taskRequest } from './agent-loop-host.ts'

async function run(options: FakeHostOptions, more: Partial<TaskRequest> = {}) {
  const host = fakeHost(options)
  const response = await runModelLoop(taskRequest(more), host, new AbortController().signal)
  agentResponseSchema.parse(response)
  return { host, response }
}

const says =
  (...turns: ModelSays[]): FakeHostOptions['model'] =>
  (turn) =>
    turns[Math.min(turn, turns.length) - 1] ?? {}
const list = (path: string): ModelSays => ({ calls: [['file_io', { op: 'list', path }]] })
const failed = { ok: false as const, error: { code: 'PATH_NOT_FOUND', message: 'no such file', retryable: false } }
const messagesOf = (host: FakeHost, turn: number) => host.of('model_call_intent')[turn - 1]?.messages ?? []

describe('a task', () => {
  it('costs two model calls: one to act, one to answer', async () => {
    const { host, response } = await run({
      model: says(list('.'), { content: '42 files.' }),
      tool: () => ({ ok: true, result: { total: 42 } }),
    })
    expect(response).toMatchObject({ status: 'ok', result: '42 files.', metrics: { steps: 2, tool_calls: 1, ended_by: 'answer' } })
    expect(host.intents.map((intent) => intent.type)).toEqual(['model_call_intent', 'tool_call_intent', 'model_call_intent'])
    expect(messagesOf(host, 2).map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'tool'])
    expect(messagesOf(host, 2).at(-1)).toMatchObject({ content: '{"total":42}', tool_call_id: 'call_1_0' })
  })

  it('is told with its inputs, what was given, and the failure and the effects of earlier attempts', async () => {
    const { host } = await run(
      { model: says({ content: 'ok' }) },
      {
        context: { inputs: { s0: { text: 'three\nlines\nhere' } }, user: { audience: 'children' }, session: [] },
        prior_failures: [{ attempt: 1, code: 'TOOL_TIMEOUT', message: 'too slow', effects_done: ['file_io write out.md'] }],
      },
    )
    const [system, user] = messagesOf(host, 1)
    expect(system?.content).toMatch(/^You are the file analyst\./)
    for (const part of [
      'How many files are here?',
      '### s0',
      'three',
      'children',
      'Attempt 1 failed',
      'TOOL_TIMEOUT',
      '- file_io write out.md',
    ]) {
      expect(user?.content).toContain(part)
    }
    expect(user?.content).not.toContain('session')
  })

  it('has its calls of one message run at once, and their results told in order', async () => {
    let open = 0
    let most = 0
    const tool: FakeHostOptions['tool'] = async (intent, n) => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setTimeout(resolve, 40 - n * 10))
      open -= 1
      return { ok: true, result: String(intent.args['path']) }
    }
    const calls = ['a', 'b', 'c'].map((path) => ['file_io', { path }] as const)
    const { host } = await run({ model: says({ content: 'Looking.', calls }, { content: 'done' }), tool })
    expect(most).toBe(3)
    expect(host.of('tool_call_intent').map((intent) => [intent.args['path'], intent.reason])).toEqual([
      ['a', 'Looking.'],
      ['b', 'Looking.'],
      ['c', 'Looking.'],
    ])
    expect(
      messagesOf(host, 2)
        .slice(-3)
        .map((message) => message.content),
    ).toEqual(['a', 'b', 'c'])
    expect(host.told).toEqual(['Looking.'])
  })

  it('runs calls of one message that are the same only once', async () => {
    const call = ['file_io', { path: 'a' }] as const
    const { host } = await run({ model: says({ calls: [call, call] }, { content: 'done' }) })
    expect(host.of('tool_call_intent')).toHaveLength(1)
    expect(
      messagesOf(host, 2)
        .slice(-2)
        .map((message) => message.tool_call_id),
    ).toEqual(['call_1_0', 'call_1_1'])
  })

  it('names the files that it wrote as artifacts, each once', async () => {
    const write: ModelSays = { calls: [['file_io', { op: 'write', path: 'out.md', content: 'x' }]] }
    const tool: FakeHostOptions['tool'] = (_, n) => ({ ok: true, result: { path: 'out.md', bytes: n, sha256: `hash${n}`, created: true } })
    const { response } = await run({
      model: says(write, { calls: [['file_io', { op: 'append', path: 'out.md', content: 'y' }]] }, { content: 'written' }),
      tool,
    })
    expect(response.artifacts).toEqual([{ path: 'out.md', bytes: 2, sha256: 'hash2' }])
  })

  it('asks the same things in the same order when it is run again', async () => {
    const play = () =>
      run({
        model: says(
          {
            content: 'a',
            calls: [
              ['file_io', { path: 'x' }],
              ['terminal', { cmd: 'ls' }],
            ],
          },
          list('y'),
          { content: 'done' },
        ),
      })
    expect((await play()).host.intents).toEqual((await play()).host.intents)
  })
})

describe('what a model gets wrong is told to it', () => {
  const cases: [string, ModelSays, RegExp][] = [
    ['an unknown tool', { calls: [['file_oi', {}]] }, /TOOL_UNKNOWN: There is no tool 'file_oi'\. There are: file_io, terminal, ask_user/],
    ['arguments that are not JSON', { calls: [['file_io', '{"path": ']] }, /TOOL_BAD_ARGS.*not valid JSON/],
    ['arguments that are no object', { calls: [['file_io', [1]]] }, /TOOL_BAD_ARGS.*one JSON object/],
    ['a question without text', { calls: [['ask_user', {}]] }, /TOOL_BAD_ARGS: ask_user needs/],
    ['a memory without evidence', { calls: [['remember', { kind: 'fact', text: 'x' }]] }, /TOOL_BAD_ARGS: Only what a tool/],
    ['delegation where none is offered', { calls: [['delegate', { task: 'x' }]] }, /TOOL_UNKNOWN/],
  ]
  it.each(cases)('%s', async (_, wrong, told) => {
    const { host, response } = await run({ model: says(wrong, { content: 'I see.' }) })
    expect(messagesOf(host, 2).at(-1)?.content).toMatch(told)
    expect(host.of('tool_call_intent')).toHaveLength(0)
    expect(response).toMatchObject({ status: 'ok', metrics: { tool_errors: 1 } })
  })

  it('a refusal of the host, with what was seen', async () => {
    const tool: FakeHostOptions['tool'] = () => ({ ...failed, result: { exit_code: 2, stderr: 'boom' } })
    const { host } = await run({ model: says({ calls: [['terminal', { cmd: 'false' }]] }, { content: 'ok' }), tool })
    expect(messagesOf(host, 2).at(-1)?.content).toBe('Error PATH_NOT_FOUND: no such file\n{"exit_code":2,"stderr":"boom"}')
  })

  it('arguments that the wire refuses', async () => {
    const tool: FakeHostOptions['tool'] = () => Promise.reject(new ClawError('PROTOCOL_LINE_TOO_LONG', 'A message has 2000000 bytes.'))
    const { host } = await run({ model: says(list('.'), { content: 'ok' }), tool })
    expect(messagesOf(host, 2).at(-1)?.content).toMatch(/TOOL_BAD_ARGS: A message has 2000000 bytes/)
  })

  it('ids that come twice are made distinct', async () => {
    const { host } = await run({
      model: says(
        {
          calls: [
            ['file_io', { path: 'a' }, 'x'],
            ['file_io', { path: 'b' }, 'x'],
          ],
        },
        { content: 'ok' },
      ),
    })
    expect(
      messagesOf(host, 2)
        .slice(-2)
        .map((message) => message.tool_call_id),
    ).toEqual(['call_1_0', 'call_1_1'])
  })
})

describe('the end', () => {
  it('an empty message is asked again once', async () => {
    const { host, response } = await run({ model: says({ content: ' ' }, { content: 'there' }) })
    expect(response).toMatchObject({ status: 'ok', result: 'there' })
    expect(messagesOf(host, 2).at(-1)).toMatchObject({ role: 'user', content: expect.stringContaining('empty') })
  })

  it('two empty messages are an error', async () => {
    const { host, response } = await run({ model: says({ content: '' }) })
    expect(response).toMatchObject({ status: 'error', error_code: 'MODEL_BAD_RESPONSE' })
    expect(host.of('model_call_intent')).toHaveLength(2)
  })

  it('three identical successful calls in a row end it with the last output', async () => {
    const { host, response } = await run({ model: says(list('.')), tool: (_, n) => ({ ok: true, result: `output ${n}` }) })
    expect(response).toMatchObject({ status: 'ok', result: 'output 3', metrics: { ended_by: 'repeated_call' } })
    expect(host.of('model_call_intent')).toHaveLength(3)
  })

  it('identical calls with something else in between go on', async () => {
    const { response } = await run({ model: (turn) => (turn < 8 ? list(turn % 3 === 0 ? 'other' : '.') : { content: 'done' }) })
    expect(response.result).toBe('done')
  })

  it('four errors in a row stop it, and a success in between starts the count again', async () => {
    const path = (turn: number): ModelSays => list(`f${turn}`)
    const stopped = await run({ model: path, tool: () => failed })
    expect(stopped.response).toMatchObject({
      status: 'error',
      error_code: 'PATH_NOT_FOUND',
      error_message: expect.stringMatching(/Four steps.*file_io: no such file/),
    })
    expect(stopped.host.of('tool_call_intent')).toHaveLength(4)
    const mended = await run({
      model: (turn) => (turn < 9 ? path(turn) : { content: 'done' }),
      tool: (_, n) => (n % 4 === 0 ? { ok: true, result: 'x' } : failed),
    })
    expect(mended.response.result).toBe('done')
  })

  it('12 steps without an answer are STEP_LIMIT, and the last one is announced', async () => {
    const { host, response } = await run({ model: (turn) => list(`f${turn}`) }, { limits: { ...taskRequest().limits, steps: 0 } })
    expect(response).toMatchObject({ status: 'error', error_code: 'STEP_LIMIT', metrics: { steps: 12 } })
    expect(host.of('model_call_intent')).toHaveLength(12)
    expect(messagesOf(host, 12).at(-1)?.content).toContain('last step')
    expect(messagesOf(host, 11).at(-1)?.role).toBe('tool')
  })

  it('limits.steps counts', async () => {
    const { host } = await run({ model: (turn) => list(`f${turn}`) }, { limits: { ...taskRequest().limits, steps: 3 } })
    expect(host.of('model_call_intent')).toHaveLength(3)
  })

  it('tool calls beyond the limit are refused inside, and it can still answer', async () => {
    const model = (turn: number): ModelSays => (turn < 4 ? list(`f${turn}`) : { content: 'with what I have' })
    const { host, response } = await run({ model }, { limits: { ...taskRequest().limits, tool_calls: 2 } })
    expect(host.of('tool_call_intent')).toHaveLength(2)
    expect(messagesOf(host, 4).at(-1)?.content).toMatch(/TOOL_LIMIT: All 2 tool calls/)
    expect(response.result).toBe('with what I have')
  })

  it('a model call that fails ends the attempt with its code', async () => {
    const { response } = await run({ model: says({ error: { code: 'MODEL_RATE_LIMITED', message: 'slow down', retryable: true } }) })
    expect(response).toMatchObject({ status: 'error', error_code: 'MODEL_RATE_LIMITED', error_message: 'slow down' })
  })

  it('a host that is gone ends it', async () => {
    const host = fakeHost({ model: says({ content: 'x' }) })
    const gone = { ...host, ask: () => Promise.reject(new ClawError('CAPSULE_CANCELLED', 'The host cancelled.')) }
    await expect(runModelLoop(taskRequest(), gone, new AbortController().signal)).rejects.toMatchObject({ code: 'CAPSULE_CANCELLED' })
  })
})

describe('tools of the capsule itself', () => {
  it('are offered only where they can be of use, and stay the same from step to step', async () => {
    const plain = await run({ model: says(list('.'), { content: 'ok' }) })
    expect(plain.host.of('model_call_intent').map((intent) => intent.tools)).toEqual([
      ['file_io', 'terminal', 'ask_user', 'remember'],
      ['file_io', 'terminal', 'ask_user', 'remember'],
    ])
    const rich = await run(
      { model: says({ content: 'ok' }) },
      { memories: [{ id: 'm', kind: 'fact', text: 't', score: 1 }], context: { can_delegate: true } },
    )
    expect(rich.host.of('model_call_intent')[0]?.tools).toEqual(['file_io', 'terminal', 'ask_user', 'recall', 'remember', 'delegate'])
  })

  it('ask_user asks the person, and goes on without an answer', async () => {
    const question = { calls: [['ask_user', { question: 'Which?', options: ['a', 'b'] }]] } satisfies ModelSays
    const answered = await run({ model: says(question, { content: 'ok' }), answer: 'b' })
    expect(answered.host.of('ask_user_intent')).toMatchObject([{ question: 'Which?', options: ['a', 'b'] }])
    expect(messagesOf(answered.host, 2).at(-1)?.content).toBe('The person answers: b')
    const silent = await run({ model: says(question, { content: 'ok' }) })
    expect(messagesOf(silent.host, 2).at(-1)?.content).toMatch(/Nobody answered/)
  })

  it('remember keeps its evidence, also that of a call in the same message', async () => {
    const turn: ModelSays = {
      calls: [
        ['remember', { kind: 'fact', text: 'There is a lib folder.' }],
        ['file_io', { path: 'lib' }],
      ],
    }
    const { host, response } = await run({ model: says(list('.'), turn, { content: 'ok' }) })
    const last = host.intents.findLast((intent) => intent.type === 'tool_call_intent')
    expect(response.memory_updates).toEqual([{ kind: 'fact', text: 'There is a lib folder.', evidence: last?.id }])
  })

  it('recall and delegate become their intents', async () => {
    const { host } = await run(
      {
        model: says(
          {
            calls: [
              ['recall', { query: 'lib' }],
              ['delegate', { task: 'sums' }],
            ],
          },
          { content: 'ok' },
        ),
      },
      {
        memories: [{ id: 'm', kind: 'fact', text: 't', score: 1 }],
        context: { can_delegate: true },
      },
    )
    expect(
      messagesOf(host, 2)
        .slice(-2)
        .map((message) => message.content),
    ).toEqual(['- m1 (fact) about lib', 'did sums'])
  })
})

describe('the size of a prompt', () => {
  const size = (host: FakeHost): number[] => host.of('model_call_intent').map((intent) => Buffer.byteLength(JSON.stringify(intent)))

  it('stays bounded over 12 steps of 50 kB output, and every call keeps its result', async () => {
    const output = (n: number): string =>
      Array.from({ length: 1000 }, (_, line) => `line ${line} of output ${n} ${'x'.repeat(25)}`).join('\n')
    const { host } = await run({
      model: (turn) => (turn < 12 ? list(`f${turn}`) : { content: 'done' }),
      tool: (_, n) => ({ ok: true, result: output(n), ref: `sha${n}` }),
    })
    const sizes = size(host)
    expect(sizes).toHaveLength(12)
    expect(Math.max(...sizes)).toBeLessThan(210_000)
    const last = messagesOf(host, 12)
    const calls = last.flatMap((message) => message.tool_calls ?? []).map((call) => call.id)
    expect(last.filter((message) => message.role === 'tool').map((message) => message.tool_call_id)).toEqual(calls)
    expect(last.find((message) => message.role === 'tool')?.content).toMatch(
      /^line 0 of output 1[\s\S]*left out here; all of it: file_io .*ref:sha1/,
    )
    expect(last.findLast((message) => message.role === 'tool')?.content.length).toBeGreaterThan(30_000)
  })

  it('grows by what is new only, so long as there is room', async () => {
    const { host } = await run({
      model: (turn) => (turn < 10 ? list(`f${turn}`) : { content: 'done' }),
      tool: () => ({ ok: true, result: 'y'.repeat(2000) }),
    })
    const sizes = size(host)
    const growth = sizes.slice(1).map((bytes, index) => bytes - (sizes[index] ?? 0))
    expect(Math.max(...growth)).toBeLessThan(2600)
    for (const [turn] of sizes.entries()) {
      if (turn > 0) expect(messagesOf(host, turn + 1).slice(0, messagesOf(host, turn).length)).toEqual(messagesOf(host, turn))
    }
  })

  it('bounds long arguments and text outside of ASCII by their bytes on the wire', async () => {
    const write = (turn: number): ModelSays => ({
      calls: [['file_io', { op: 'write', path: `f${turn}`, content: '\u0001\u{1f600}'.repeat(8000) }]],
    })
    const { host } = await run({
      model: (turn) => (turn < 12 ? write(turn) : { content: 'done' }),
      tool: () => ({ ok: true, result: '\u{1f600}'.repeat(30_000) }),
    })
    for (const intent of host.of('model_call_intent')) modelCallIntentSchema.parse({ ...intent, id: 'x' })
    expect(Math.max(...size(host))).toBeLessThan(320_000)
    for (const message of messagesOf(host, 12)) expect(JSON.stringify(message)).not.toMatch(/\\ud[89ab]/i)
  })

  it('is halved and asked once more when the model says that it is too long', async () => {
    const tooLong = {
      error: { code: 'MODEL_CONTEXT_LENGTH', message: "This model's maximum context length is 8192 tokens.", retryable: false },
    }
    const model = (turn: number): ModelSays => (turn < 4 ? list(`f${turn}`) : turn === 4 ? tooLong : { content: 'fits' })
    const { host, response } = await run({ model, tool: () => ({ ok: true, result: 'z'.repeat(20_000) }) })
    expect(response.result).toBe('fits')
    const sizes = size(host)
    expect(sizes[4]).toBeLessThan((sizes[3] ?? 0) * 0.6)
  })
})
