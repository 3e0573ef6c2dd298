import { ClawError } from '../kernel/claw-error.ts'
import { ANSWER_TYPES } from './answer-types.ts'
import { asClawError } from './as-claw-error.ts'
import { decodeFrame, encodeFrame } from './codec.ts'
import { MAX_OPEN_REQUESTS, PROTOCOL_VERSION } from './limits.ts'
import {
  type AgentResponse,
  type CapsuleMessage,
  capsuleMessageSchema,
  type HostMessage,
  hostMessageSchema,
  type Intent,
  type IntentAnswer,
  type TaskRequest,
} from './messages.ts'
import type { Transport } from './transport.ts'

export interface HostPeerOptions {
  readonly transport: Transport
  /** Answers one intent; several may be open at once. A rejection ends the conversation with that error. */
  readonly onIntent: (intent: Intent) => Promise<IntentAnswer>
  readonly onProgress: (text: string) => void
  /** Every valid message, before it is acted on: a sign of life. */
  readonly onMessage: () => void
  /** The agent_response. Once; a violation may still follow. */
  readonly onResponse: (response: AgentResponse) => void
  /** What ends the conversation with an error: a broken rule, a message of ours that does not fit the wire, a handler that rejected. Once; nothing is acted on after it. */
  readonly onFailure: (error: ClawError) => void
  /** The capsule sends no more, in order. Once. */
  readonly onEnd: () => void
  /** The capsule takes no more; its agent_response may still come. Once. */
  readonly onUndeliverable: (error: ClawError) => void
}

export interface HostPeer {
  start(request: TaskRequest): void
  cancel(reason: string, grace_ms: number): void
  /** Closes the capsule's input; what it still sends is still judged. */
  close(): Promise<void>
  openIntents(): number
}

const SHOWN_LINE = 400

/** The host's end of one conversation: checks all that comes, lets intents be answered, and sends each answer under the id of its intent. */
export function createHostPeer(options: HostPeerOptions): HostPeer {
  const { transport } = options
  const open = new Set<string>()
  let responded = false
  let failed = false

  function onLine(line: string): void {
    if (failed) return
    attempt(() => receive(decode(line)))
  }

  function receive(message: CapsuleMessage): void {
    if (responded) throw afterResponse(message)
    options.onMessage()
    if (message.type === 'progress') options.onProgress(message.text)
    else if (message.type === 'agent_response') accept(message)
    else answer(message).catch(fail)
  }

  function accept(response: AgentResponse): void {
    responded = true
    options.onResponse(response)
  }

  async function answer(intent: Intent): Promise<void> {
    if (open.has(intent.id)) throw new ClawError('PROTOCOL_DUPLICATE_ID', `Two open requests have the id '${intent.id}'.`)
    if (open.size >= MAX_OPEN_REQUESTS) {
      throw new ClawError('PROTOCOL_TOO_MANY_OPEN', `More than ${MAX_OPEN_REQUESTS} requests are open at once.`)
    }
    open.add(intent.id)
    const reply = await options.onIntent(intent)
    open.delete(intent.id)
    if (failed) return
    requireFitting(intent, reply)
    send(reply)
  }

  function send(message: HostMessage): void {
    transport.send(encodeFrame(message, hostMessageSchema))
  }

  function attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      fail(error)
    }
  }

  function fail(error: unknown): void {
    if (failed) return
    failed = true
    options.onFailure(asClawError(error))
  }

  transport.listen({ onLine, onEnd: (error) => (error ? fail(error) : options.onEnd()), onUndeliverable: options.onUndeliverable })

  return {
    start: (request) => attempt(() => send(requireVersion(request))),
    cancel: (reason, grace_ms) => attempt(() => send({ type: 'cancel', reason, grace_ms })),
    close: () => transport.close(),
    openIntents: () => open.size,
  }
}

/** A broken line stands with its error: the author of a capsule has to see it. */
function decode(line: string): CapsuleMessage {
  try {
    return decodeFrame(line, capsuleMessageSchema)
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
    throw new ClawError(error.code, error.message, { data: { ...error.data, line: line.slice(0, SHOWN_LINE) }, cause: error })
  }
}

function afterResponse(message: CapsuleMessage): ClawError {
  if (message.type === 'agent_response') return new ClawError('PROTOCOL_DUPLICATE_RESPONSE', 'A second agent_response came.')
  return new ClawError('PROTOCOL_AFTER_RESPONSE', `A ${message.type} came after the agent_response.`)
}

function requireVersion(request: TaskRequest): TaskRequest {
  if (request.protocol === PROTOCOL_VERSION) return request
  throw new ClawError(
    'PROTOCOL_VERSION',
    `A task_request of protocol ${request.protocol} was to be sent; this host speaks ${PROTOCOL_VERSION}.`,
  )
}

function requireFitting(intent: Intent, reply: IntentAnswer): void {
  if (reply.id === intent.id && reply.type === ANSWER_TYPES[intent.type]) return
  throw new ClawError('INTERNAL', `The ${intent.type} '${intent.id}' was answered with a ${reply.type} for '${reply.id}'.`)
}
