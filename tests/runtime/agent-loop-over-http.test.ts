import { afterEach, expect, it } from 'vitest'
import { runModelLoop } from '../../runtime/agent-loop.ts'
import { serveCapsule } from '../../runtime/serve-capsule.ts'
import { toWireError } from '../../src/kernel/claw-error.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { LOCAL_TOOLS } from '../../src/protocol/agent-tools.ts'
import { createHostPeer } from '../../src/protocol/host-peer.ts'
import { linkedTransports } from '../../src/protocol/linked-transports.ts'
import type { AgentResponse, Intent, IntentAnswer, ModelCallIntent, TaskRequest } from '../../src/protocol/messages.ts'
import { createOpenAiModel } from '../helpers/openai-model.ts'
import { type Script, type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import { taskRequest } from './agent-loop-host.ts'

let server: ScriptedOpenAi | undefined
afterEach(() => server?.close())

/** The whole way of a model call: capsule, wire in both directions with its schemas, host, HTTP, and back. */
async function run(script: Script, tool: (args: Record<string, unknown>) => unknown, more: Partial<TaskRequest> = {}) {
  const provider = await startScriptedOpenAi(script)
  server = provider
  const request = taskRequest(more)
  const model = createOpenAiModel({
    apiKey: 'k',
    baseUrl: provider.url,
    model: 'm',
    timeoutMs: 2000,
    clock: systemClock,
    maxRetries: 0,
  })

  async function callModel(intent: ModelCallIntent): Promise<IntentAnswer> {
    const offered = [...request.tools, ...LOCAL_TOOLS].filter((spec) => intent.tools?.includes(spec.name))
    try {
      const { content, tool_calls } = await model.call(
        { messages: intent.messages, tools: offered },
        { signal: new AbortController().signal },
      )
      return { type: 'model_call_result', id: intent.id, ok: true, message: { content, tool_calls: [...tool_calls] } }
    } catch (error) {
      return { type: 'model_call_result', id: intent.id, ok: false, error: toWireError(error) }
    }
  }

  async function onIntent(intent: Intent): Promise<IntentAnswer> {
    if (intent.type === 'model_call_intent') return callModel(intent)
    if (intent.type !== 'tool_call_intent') throw new Error(`unexpected ${intent.type}`)
    return { type: 'tool_call_result', id: intent.id, ok: true, result: JSON.parse(JSON.stringify(tool(intent.args))) }
  }

  const [hostEnd, capsuleEnd] = linkedTransports()
  const answered = new Promise<AgentResponse>((resolve, reject) => {
    const nothing = (): void => {}
    const peer = createHostPeer({
      transport: hostEnd,
      onIntent,
      onProgress: nothing,
      onMessage: nothing,
      onResponse: resolve,
      onFailure: reject,
      onEnd: nothing,
      onUndeliverable: reject,
    })
    peer.start(request)
  })
  const loops = { model: async () => runModelLoop, rules: () => Promise.reject(new Error('not here')) }
  await serveCapsule({ transport: capsuleEnd, loops })
  return { response: await answered, server: provider }
}

it('a simple task is two calls over HTTP, in conversations that the provider accepts', async () => {
  const calls = [
    { name: 'file_io', args: { op: 'list', path: 'a' } },
    { name: 'file_io', args: { op: 'list', path: 'b' } },
  ]
  const { response, server } = await run(
    [
      { when: { turn: 0, tool: 'file_io' }, reply: { tool_calls: calls } },
      { when: { turn: 1, last_role: 'tool' }, reply: 'I saw {{last}}' },
    ],
    (args) => ({ path: args['path'], total: 3 }),
  )
  expect(response).toMatchObject({ status: 'ok', result: 'I saw {"path":"b","total":3}' })
  expect(server.requests).toHaveLength(2)
})

it('mistakes of the model go back to it without breaking wire or conversation', async () => {
  const wrong = [
    { name: 'file_io', args: '{"op": "list", "path": ' },
    { name: 'no such tool!', args: {} },
    { name: 'file_io', args: '{"__proto__": {"polluted": true}}' },
    { name: 'file_io', args: `{"path": ${'['.repeat(60)}${']'.repeat(60)}}` },
  ]
  const { response, server } = await run([{ reply: [{ tool_calls: wrong }, 'recovered'] }], () => 'never')
  expect(response).toMatchObject({ status: 'ok', result: 'recovered', metrics: { tool_calls: 0, tool_errors: 4 } })
  const told = server
    .chats()[1]
    ?.messages.filter((message) => message.role === 'tool')
    .map((message) => message.content)
  expect(told).toEqual([
    expect.stringContaining('not valid JSON'),
    expect.stringContaining('TOOL_UNKNOWN'),
    expect.stringContaining('not valid JSON'),
    expect.stringContaining('not valid JSON'),
  ])
})

it('twelve steps of large output stay below the limit of a line, over the wire', async () => {
  const list = (_: unknown, n: number) => ({ tool_calls: [{ name: 'file_io', args: { path: `f${n}` } }] })
  const { response, server } = await run(list, () => '\u00e9\n'.repeat(25_000))
  expect(response).toMatchObject({ status: 'error', error_code: 'STEP_LIMIT' })
  const sizes = server.requests.map((request) => JSON.stringify(request.body).length)
  expect(sizes).toHaveLength(12)
  expect(Math.max(...sizes)).toBeLessThan(250_000)
})

it('a provider that fails ends the attempt with its code', async () => {
  const { response } = await run([{ reply: { error: { status: 401 } } }], () => '')
  expect(response).toMatchObject({
    status: 'error',
    error_code: 'MODEL_KEY_REJECTED',
    error_message: expect.stringContaining('openai (m) answered 401'),
  })
})
