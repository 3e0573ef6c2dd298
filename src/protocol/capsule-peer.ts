import { abortReason, raceAbort } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import type { JsonObject } from '../kernel/json.ts'
import { ANSWER_TYPES } from './answer-types.ts'
import { asClawError } from './as-claw-error.ts'
import type { CapsuleHost, IntentBody } from './capsule-host.ts'
import { checkMessage, encodeFrame, parseFrame } from './codec.ts'
import { createDeferred, type Deferred } from './deferred.ts'
import { PROTOCOL_VERSION } from './limits.ts'
import {
  type AgentResponse,
  type AnswerOf,
  type Cancel,
  type CapsuleMessage,
  capsuleMessageSchema,
  type HostMessage,
  hostMessageSchema,
  type IntentAnswer,
  type TaskRequest,
} from './messages.ts'
import type { Transport } from './transport.ts'

export interface CapsulePeer extends CapsuleHost {
  /** The task_request; rejects when the conversation breaks before it. */
  readonly request: Promise<TaskRequest>
  /** Aborts with CAPSULE_CANCELLED at a cancel, with PROTOCOL_* when the host breaks a rule, with PROTOCOL_CLOSED when it is gone. */
  readonly signal: AbortSignal
  /** The last message. Throws when it does not fit the wire; another one may then be sent in its place. */
  respond(response: AgentResponse): void
  /** Resolves when all that was sent has left. */
  close(): Promise<void>
}

interface OpenRequest extends Deferred<IntentAnswer> {
  readonly expects: IntentAnswer['type']
}

export interface CapsulePeerOptions {
  readonly transport: Transport
  /** The host wants it to end within `grace_ms`. */
  readonly onCancel?: (cancel: Cancel) => void
}

/** A capsule's end of its conversation. Ids are 1, 2, 3 in the order of asking, so that a restarted capsule asks under the same ids. */
export function createCapsulePeer({ transport, onCancel }: CapsulePeerOptions): CapsulePeer {
  const request = createDeferred<TaskRequest>()
  const ending = new AbortController()
  const open = new Map<string, OpenRequest>()
  let started = false
  let lastId = 0

  function onLine(line: string): void {
    if (ending.signal.aborted) return
    try {
      receive(decodeHostMessage(line))
    } catch (error) {
      end(asClawError(error))
    }
  }

  function receive(message: HostMessage): void {
    if (message.type === 'task_request') begin(message)
    else if (message.type === 'cancel') cancelled(message)
    else settle(message)
  }

  function begin(message: TaskRequest): void {
    if (started) throw new ClawError('PROTOCOL_INVALID_MESSAGE', 'A second task_request came.')
    started = true
    request.resolve(message)
  }

  function cancelled(message: Cancel): void {
    onCancel?.(message)
    end(new ClawError('CAPSULE_CANCELLED', `The host cancelled: ${message.reason}`))
  }

  function settle(message: IntentAnswer): void {
    const asked = open.get(message.id)
    if (asked === undefined) throw new ClawError('PROTOCOL_UNKNOWN_ID', `A ${message.type} came for '${message.id}', which is not open.`)
    if (asked.expects !== message.type) {
      throw new ClawError('PROTOCOL_INVALID_MESSAGE', `'${message.id}' waits for a ${asked.expects}, not for a ${message.type}.`)
    }
    open.delete(message.id)
    asked.resolve(message)
  }

  function end(error: ClawError): void {
    request.reject(error)
    ending.abort(error)
  }

  async function ask<B extends IntentBody>(body: B): Promise<AnswerOf[B['type']]> {
    if (ending.signal.aborted) throw abortReason(ending.signal)
    lastId += 1
    const id = String(lastId)
    const asked: OpenRequest = { ...createDeferred<IntentAnswer>(), expects: ANSWER_TYPES[body.type] }
    send({ ...body, id } as unknown as CapsuleMessage)
    open.set(id, asked)
    const answer = await raceAbort(asked.promise, ending.signal)
    return answer as AnswerOf[B['type']]
  }

  function send(message: CapsuleMessage): void {
    transport.send(encodeFrame(message, capsuleMessageSchema))
  }

  const gone = (error: ClawError | undefined): void => end(error ?? new ClawError('PROTOCOL_CLOSED', 'The host is gone.'))
  transport.listen({ onLine, onEnd: gone, onUndeliverable: gone })

  return {
    request: request.promise,
    signal: ending.signal,
    ask,
    progress: (text) => send({ type: 'progress', text }),
    respond: send,
    close: () => transport.close(),
  }
}

/** The version is looked at before the shape: a request of another protocol may well look different. */
function decodeHostMessage(line: string): HostMessage {
  const frame = parseFrame(line)
  requireVersion(frame)
  return checkMessage(frame, hostMessageSchema)
}

function requireVersion(frame: JsonObject): void {
  if (frame['type'] !== 'task_request' || frame['protocol'] === PROTOCOL_VERSION) return
  throw new ClawError(
    'PROTOCOL_VERSION',
    `The host speaks protocol ${JSON.stringify(frame['protocol'])}; this capsule speaks ${PROTOCOL_VERSION}.`,
  )
}
