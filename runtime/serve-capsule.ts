import { raceAbort, sleep } from '../src/kernel/abort.ts'
import { toWireError } from '../src/kernel/claw-error.ts'
import type { CapsuleLoop } from '../src/protocol/capsule-host.ts'
import { type CapsulePeer, createCapsulePeer } from '../src/protocol/capsule-peer.ts'
import { HEARTBEAT_MS, HEARTBEAT_TEXT } from '../src/protocol/limits.ts'
import type { AgentResponse, TaskRequest } from '../src/protocol/messages.ts'
import type { Transport } from '../src/protocol/transport.ts'

export interface ServeCapsuleOptions {
  readonly transport: Transport
  /** Loaded when the request names them, so that neither engine pays for the other. */
  readonly loops: Readonly<Record<TaskRequest['engine'], () => Promise<CapsuleLoop>>>
  readonly heartbeatMs?: number
}

const DEFAULT_GRACE_MS = 1000

/** One capsule from task_request to agent_response. Resolves when all that was said has left; a broken conversation is an error response. */
export async function serveCapsule({ transport, loops, heartbeatMs = HEARTBEAT_MS }: ServeCapsuleOptions): Promise<AgentResponse> {
  let graceMs = DEFAULT_GRACE_MS
  const peer = createCapsulePeer({
    transport,
    onCancel: (cancel) => {
      graceMs = cancel.grace_ms
    },
  })
  const heartbeat = startHeartbeat(peer, heartbeatMs)
  const response = await work(peer, loops, () => graceMs).catch(errorResponse)
  clearInterval(heartbeat)
  const sent = respond(peer, response)
  await peer.close()
  return sent
}

/** The first beat is the handshake: the host knows that the program runs before the task is read. */
function startHeartbeat(peer: CapsulePeer, everyMs: number): NodeJS.Timeout {
  peer.progress(HEARTBEAT_TEXT)
  return setInterval(() => peer.progress(HEARTBEAT_TEXT), everyMs).unref()
}

async function work(peer: CapsulePeer, loops: ServeCapsuleOptions['loops'], graceMs: () => number): Promise<AgentResponse> {
  const request = await peer.request
  const loop = await loops[request.engine]()
  const answer = loop(request, peer, peer.signal)
  return raceAbort(answer, peer.signal).catch((error: unknown) => withinGrace(answer, peer.signal, graceMs(), error))
}

/** A loop that is told to stop may still put its affairs in order, for half of the grace: the other half is for leaving. */
async function withinGrace(answer: Promise<AgentResponse>, signal: AbortSignal, graceMs: number, error: unknown): Promise<never> {
  if (signal.aborted) await Promise.race([answer.catch(() => {}), sleep(graceMs / 2)])
  throw error
}

function respond(peer: CapsulePeer, response: AgentResponse): AgentResponse {
  try {
    peer.respond(response)
    return response
  } catch (error) {
    const instead = errorResponse(error)
    peer.respond(instead)
    return instead
  }
}

function errorResponse(error: unknown): AgentResponse {
  const { code, message } = toWireError(error)
  return {
    type: 'agent_response',
    status: 'error',
    result: null,
    artifacts: [],
    memory_updates: [],
    error_code: code,
    error_message: message,
    metrics: {},
  }
}
