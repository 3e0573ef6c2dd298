import { describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { type CapsulePeer, createCapsulePeer } from '../../src/protocol/capsule-peer.ts'
import { createHostPeer, type HostPeer, type HostPeerOptions } from '../../src/protocol/host-peer.ts'
import { linkedTransports } from '../../src/protocol/linked-transports.ts'
import type { AgentResponse, Intent, IntentAnswer } from '../../src/protocol/messages.ts'
import type { Transport } from '../../src/protocol/transport.ts'
import { taskRequest } from '../helpers/task-request.ts'

interface Log {
  readonly intents: Intent[]
  readonly responses: AgentResponse[]
  readonly progress: string[]
  readonly failures: ClawError[]
}

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
const response: AgentResponse = { type: 'agent_response', status: 'ok', result: 1, artifacts: [], memory_updates: [], metrics: {} }
const ok = (id: string, result: string | null = null): IntentAnswer => ({ type: 'tool_call_result', id, ok: true, result })

function startHost(transport: Transport, onIntent: HostPeerOptions['onIntent'] = async ({ id }) => ok(id)): { peer: HostPeer; log: Log } {
  const log: Log = { intents: [], responses: [], progress: [], failures: [] }
  const peer = createHostPeer({
    transport,
    onIntent: (intent) => {
      log.intents.push(intent)
      return onIntent(intent)
    },
    onProgress: (text) => log.progress.push(text),
    onMessage: () => {},
    onResponse: (message) => log.responses.push(message),
    onFailure: (error) => log.failures.push(error),
    onEnd: () => {},
    onUndeliverable: () => {},
  })
  return { peer, log }
}

function connect(onIntent?: HostPeerOptions['onIntent']): { host: HostPeer; capsule: CapsulePeer; log: Log } {
  const [left, right] = linkedTransports()
  const { peer, log } = startHost(left, onIntent)
  return { host: peer, capsule: createCapsulePeer({ transport: right }), log }
}

/** A host under test, and the bare end of a capsule that may say anything. */
function bareCapsule(onIntent?: HostPeerOptions['onIntent']): { say: (message: unknown) => void; log: Log; heard: string[] } {
  const [left, right] = linkedTransports()
  const { log } = startHost(left, onIntent)
  const heard: string[] = []
  right.listen({ onLine: (line) => heard.push(line), onEnd: () => {}, onUndeliverable: () => {} })
  return { say: (message) => right.send(JSON.stringify(message)), log, heard }
}

function bareHost(): { say: (message: unknown) => void; capsule: CapsulePeer; close: () => void } {
  const [left, right] = linkedTransports()
  return {
    say: (message) => left.send(JSON.stringify(message)),
    capsule: createCapsulePeer({ transport: right }),
    close: () => void left.close(),
  }
}

const readIntent = (id: string): Intent => ({ type: 'tool_call_intent', id, tool: 'file_io', args: { op: 'read' }, reason: '' })

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing',
    (error: unknown) => (error instanceof ClawError ? error.code : String(error)),
  )
}

describe('two peers', () => {
  it('carry a task, intents and answers, several open at once, by id', async () => {
    const { host, capsule, log } = connect(async (intent) => {
      if (intent.id === '1') await tick()
      return ok(intent.id, `for ${intent.id}`)
    })
    host.start(taskRequest({ task: 'two reads' }))
    expect((await capsule.request).task).toBe('two reads')
    const order: string[] = []
    const asked = ['a', 'b', 'c'].map(async (path) => {
      const answer = await capsule.ask({ type: 'tool_call_intent', tool: 'file_io', args: { path }, reason: 'test' })
      order.push(answer.id)
      return answer.result
    })
    expect(await Promise.all(asked)).toEqual(['for 1', 'for 2', 'for 3'])
    expect(order).toEqual(['2', '3', '1'])
    capsule.progress('nearly there')
    capsule.respond(response)
    await tick()
    expect(log).toMatchObject({ progress: ['nearly there'], responses: [response], failures: [] })
  })

  it('answer each kind of intent with its kind of answer', async () => {
    const answers: Record<Intent['type'], (id: string) => IntentAnswer> = {
      tool_call_intent: (id) => ok(id),
      model_call_intent: (id) => ({ type: 'model_call_result', id, ok: true, message: { content: 'hi', tool_calls: [] } }),
      memory_query_intent: (id) => ({ type: 'memory_query_result', id, items: [] }),
      api_call_intent: (id) => ({ type: 'api_call_decision', id, approved: false, note: 'no' }),
      ask_user_intent: (id) => ({ type: 'user_answer', id, answer: 'blue' }),
      delegate_intent: (id) => ({ type: 'delegate_result', id, ok: true, result: 7 }),
    }
    const { capsule } = connect(async (intent) => answers[intent.type](intent.id))
    const model = await capsule.ask({ type: 'model_call_intent', messages: [{ role: 'user', content: 'hi' }] })
    const memory = await capsule.ask({ type: 'memory_query_intent', query: 'x', limit: 5 })
    const api = await capsule.ask({
      type: 'api_call_intent',
      call_type: 'x',
      provider: 'y',
      endpoint: 'z',
      estimated_cost_usd: 0,
      reason: '',
    })
    const user = await capsule.ask({ type: 'ask_user_intent', question: 'Which colour?' })
    const child = await capsule.ask({ type: 'delegate_intent', task: 'help' })
    expect([model.message?.content, memory.items, api.approved, user.answer, child.result]).toEqual(['hi', [], false, 'blue', 7])
  })

  it('let a bug surface at the sender, which may go on', async () => {
    const { capsule, log } = connect()
    expect(await codeOf(capsule.ask({ type: 'memory_query_intent', query: 'x', limit: 5000 }))).toBe('PROTOCOL_INVALID_MESSAGE')
    expect((await capsule.ask({ type: 'tool_call_intent', tool: 't', args: {}, reason: '' })).ok).toBe(true)
    expect(() => capsule.respond({ ...response, result: 'x'.repeat(2_000_000) })).toThrow('a line holds')
    capsule.respond(response)
    await tick()
    expect(log.failures).toEqual([])
  })
})

describe('the host', () => {
  it.each([
    ['a second agent_response', [response, response], 'PROTOCOL_DUPLICATE_RESPONSE'],
    ['progress after agent_response', [response, { type: 'progress', text: '' }], 'PROTOCOL_AFTER_RESPONSE'],
    ['an intent after agent_response', [response, readIntent('1')], 'PROTOCOL_AFTER_RESPONSE'],
    ['two open requests of one id', [readIntent('1'), readIntent('1')], 'PROTOCOL_DUPLICATE_ID'],
    ['too many open requests', Array.from({ length: 257 }, (_, i) => readIntent(`i${i}`)), 'PROTOCOL_TOO_MANY_OPEN'],
    ['a message of its own side', [taskRequest()], 'PROTOCOL_UNKNOWN_TYPE'],
  ])('refuses %s', async (_name, messages, code) => {
    const { say, log } = bareCapsule(() => new Promise(() => {}))
    for (const message of messages) say(message)
    await tick()
    expect(log.failures.map((error) => error.code)).toEqual([code])
  })

  it('does nothing for what comes after a broken rule, and answers nothing more', async () => {
    const { say, log, heard } = bareCapsule(async ({ id }) => {
      await tick()
      return ok(id)
    })
    say(readIntent('1'))
    say({ type: 'nonsense' })
    say(readIntent('2'))
    await tick()
    await tick()
    expect(log.intents.map(({ id }) => id)).toEqual(['1'])
    expect(heard).toEqual([])
  })

  it('takes an id again when its request was answered', async () => {
    const { say, log, heard } = bareCapsule()
    say(readIntent('1'))
    await tick()
    say(readIntent('1'))
    await tick()
    expect(heard).toHaveLength(2)
    expect(log.failures).toEqual([])
  })

  it('does not send an answer of another kind or id, nor a request of another protocol', async () => {
    const wrongKind = bareCapsule(async ({ id }) => ({ type: 'user_answer', id }))
    const wrongId = bareCapsule(async () => ok('77'))
    wrongKind.say(readIntent('1'))
    wrongId.say(readIntent('1'))
    const version = connect()
    version.host.start(taskRequest({ protocol: 2 }))
    await tick()
    expect([...wrongKind.log.failures, ...wrongId.log.failures, ...version.log.failures].map((error) => error.code)).toEqual([
      'INTERNAL',
      'INTERNAL',
      'PROTOCOL_VERSION',
    ])
  })
})

describe('the capsule', () => {
  it('refuses another protocol, whatever else that request has', async () => {
    const { say, capsule } = bareHost()
    say({ type: 'task_request', protocol: 2, mission: 'unknown to protocol 1' })
    expect(await codeOf(capsule.request)).toBe('PROTOCOL_VERSION')
  })

  it.each([
    ['an answer to nobody', ok('9'), 'PROTOCOL_UNKNOWN_ID'],
    ['an answer of another kind', { type: 'user_answer', id: '1' }, 'PROTOCOL_INVALID_MESSAGE'],
    ['a second task', taskRequest(), 'PROTOCOL_INVALID_MESSAGE'],
    ['a message of its own side', { type: 'progress', text: '' }, 'PROTOCOL_UNKNOWN_TYPE'],
    ['a cancel', { type: 'cancel', reason: 'enough', grace_ms: 10 }, 'CAPSULE_CANCELLED'],
  ])('ends at %s, and with it what is open', async (_name, message, code) => {
    const { say, capsule } = bareHost()
    say(taskRequest())
    await capsule.request
    const asked = capsule.ask({ type: 'tool_call_intent', tool: 't', args: {}, reason: '' })
    say(message)
    expect(await codeOf(asked)).toBe(code)
    expect(capsule.signal.aborted).toBe(true)
    expect(await codeOf(capsule.ask({ type: 'memory_query_intent', query: 'x', limit: 1 }))).toBe(code)
  })

  it('ends when the host is gone', async () => {
    const { capsule, close } = bareHost()
    close()
    expect(await codeOf(capsule.request)).toBe('PROTOCOL_CLOSED')
  })
})
