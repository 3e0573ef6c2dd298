import { describe, expect, it } from 'vitest'
import { engineLoops } from '../../runtime/engine-loops.ts'
import { serveCapsule } from '../../runtime/serve-capsule.ts'
import type { CapsuleLoop } from '../../src/protocol/capsule-host.ts'
import { createHostPeer, type HostPeer } from '../../src/protocol/host-peer.ts'
import { HEARTBEAT_TEXT } from '../../src/protocol/limits.ts'
import { linkedTransports } from '../../src/protocol/linked-transports.ts'
import type { AgentResponse, Intent, IntentAnswer, TaskRequest } from '../../src/protocol/messages.ts'
import { taskRequest } from '../helpers/task-request.ts'

const tools: TaskRequest['tools'] = [
  { name: 'file_io', description: 'Files.', input_schema: { type: 'object', properties: {} }, effect: 'read' },
]
const done: AgentResponse = { type: 'agent_response', status: 'ok', result: 'done', artifacts: [], memory_updates: [], metrics: {} }

interface Hosted {
  readonly host: HostPeer
  readonly served: Promise<AgentResponse>
  readonly heard: { progress: string[]; responses: AgentResponse[]; intents: Intent[]; failures: string[] }
}

async function answer(intent: Intent): Promise<IntentAnswer> {
  if (intent.type === 'tool_call_intent')
    return { type: 'tool_call_result', id: intent.id, ok: true, result: { total: 3, path: intent.args['path'] ?? null } }
  if (intent.type === 'model_call_intent') {
    const last = intent.messages.at(-1)
    const call = { id: 'c1', name: 'file_io', args: { op: 'list' } }
    const message = last?.role === 'tool' ? { content: 'Three files.', tool_calls: [] } : { content: '', tool_calls: [call] }
    return { type: 'model_call_result', id: intent.id, ok: true, message }
  }
  return { type: 'memory_query_result', id: intent.id, items: [] }
}

function serve(loop?: CapsuleLoop, heartbeatMs?: number): Hosted {
  const [left, right] = linkedTransports()
  const heard: Hosted['heard'] = { progress: [], responses: [], intents: [], failures: [] }
  const host = createHostPeer({
    transport: left,
    onIntent: (intent) => {
      heard.intents.push(intent)
      return answer(intent)
    },
    onProgress: (text) => heard.progress.push(text),
    onMessage: () => {},
    onResponse: (response) => heard.responses.push(response),
    onFailure: (error) => heard.failures.push(error.code),
    onEnd: () => {},
    onUndeliverable: () => {},
  })
  const loops = loop === undefined ? engineLoops : { rules: async () => loop, model: async () => loop }
  const served = serveCapsule({ transport: right, loops, ...(heartbeatMs === undefined ? {} : { heartbeatMs }) })
  return { host, served, heard }
}

describe('the builtin capsule over linked transports', () => {
  it('carries out a recipe of two steps, the second using the first', async () => {
    const { host, served, heard } = serve()
    const steps = [
      { id: 'a', tool: 'file_io', args: { op: 'list', path: 'src' }, reason: 'look' },
      { id: 'b', tool: 'file_io', args: { op: 'list', path: '=steps.a.path & "/deep"' }, reason: 'look deeper' },
    ]
    host.start(taskRequest({ tools, recipe: { recipe_id: 'r', slots: {}, steps, answer: 'steps.b.path' } }))
    expect(await served).toMatchObject({ status: 'ok', result: 'src/deep' })
    expect(heard.failures).toEqual([])
    expect(heard.responses).toHaveLength(1)
  })

  it('works with a model and asks the same things in the same order every time', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const { host, served, heard } = serve()
        host.start(taskRequest({ engine: 'model', tools, task: 'How many files?' }))
        expect(await served).toMatchObject({ status: 'ok', result: 'Three files.' })
        return heard.intents
      }),
    )
    expect(runs[0]).toEqual(runs[1])
    expect(runs[0]?.map(({ id }) => id)).toEqual(runs[0]?.map((_, i) => String(i + 1)))
  })

  it('says at once that it lives, and goes on saying so', async () => {
    const { host, served, heard } = serve(() => new Promise((resolve) => setTimeout(() => resolve(done), 60)), 10)
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(heard.progress[0]).toBe(HEARTBEAT_TEXT)
    host.start(taskRequest())
    await served
    expect(heard.progress.length).toBeGreaterThan(2)
    expect(heard.responses).toEqual([done])
  })

  it('turns a crash, an answer that does not fit, and a foreign protocol into an error response', async () => {
    const crash = serve(() => Promise.reject(new TypeError('x is not a function')))
    crash.host.start(taskRequest())
    const large = serve(async () => ({ ...done, result: 'x'.repeat(2_000_000) }))
    large.host.start(taskRequest())
    expect(await crash.served).toMatchObject({ status: 'error', error_code: 'INTERNAL', error_message: 'x is not a function' })
    expect(await large.served).toMatchObject({ status: 'error', error_code: 'PROTOCOL_LINE_TOO_LONG' })
    const [left, right] = linkedTransports()
    const served = serveCapsule({ transport: right, loops: engineLoops })
    left.send(JSON.stringify(taskRequest({ protocol: 3 })))
    expect(await served).toMatchObject({ status: 'error', error_code: 'PROTOCOL_VERSION' })
  })

  it('ends at a cancel though its loop does not listen', async () => {
    const { host, served, heard } = serve(() => new Promise(() => {}))
    host.start(taskRequest())
    host.cancel('enough', 40)
    expect(await served).toMatchObject({ status: 'error', error_code: 'CAPSULE_CANCELLED' })
    expect(heard.failures).toEqual([])
  })

  it('ends when the host is gone', async () => {
    const { host, served } = serve(() => new Promise(() => {}))
    host.start(taskRequest())
    await host.close()
    expect(await served).toMatchObject({ status: 'error', error_code: 'PROTOCOL_CLOSED' })
  })
})
