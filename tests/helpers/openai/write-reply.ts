import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { JsonObject } from '../../../src/kernel/json.ts'
import { chunkBodies, fillCompletion, wholeBody } from './completion-body.ts'
import type { ChatRequest, Completion, Failure, Fault, ScriptedReply } from './script.ts'

/** Writes a scripted reply onto the response. Resolves when all is written (a hanging fault never is: the client goes away). */
export async function writeReply(reply: ScriptedReply, request: ChatRequest, response: ServerResponse, n: number): Promise<void> {
  if (typeof reply === 'string') return writeCompletion({ text: reply }, request, response, n)
  if (reply.delay_ms !== undefined) await delay(reply.delay_ms)
  if ('error' in reply) return writeFailure(reply.error, response)
  if ('fault' in reply) return writeFault(reply.fault, request, response, n)
  return writeCompletion(reply, request, response, n)
}

async function writeCompletion(completion: Completion, request: ChatRequest, response: ServerResponse, n: number): Promise<void> {
  const filled = fillCompletion(completion, request, n)
  if (!request.stream) return writeJson(response, 200, wholeBody(filled, request, n))
  startStream(response)
  for (const chunk of chunkBodies(filled, request, n, completion.piece ?? 12)) {
    if (completion.piece_delay_ms !== undefined) await delay(completion.piece_delay_ms)
    if (response.destroyed) return
    writeEvent(response, JSON.stringify(chunk))
  }
  writeEvent(response, '[DONE]')
  response.end()
}

export function writeFailure(failure: Failure, response: ServerResponse): void {
  for (const [name, value] of Object.entries(failure.headers ?? {})) response.setHeader(name, value)
  const message = failure.message ?? `scripted error ${failure.status}`
  writeJson(response, failure.status, { error: { message, type: 'scripted_error', param: null, code: failure.code ?? null } })
}

export function writeJson(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
}

function writeEvent(response: ServerResponse, data: string): void {
  response.write(`data: ${data}\n\n`)
}

async function writeFault(fault: Fault, request: ChatRequest, response: ServerResponse, n: number): Promise<void> {
  const filled = fillCompletion({ text: 'This answer is cut in the middle of a sentence.' }, request, n)
  const half = chunkBodies(filled, request, n, 8).slice(0, 4)
  const startHalf = (): void => {
    startStream(response)
    for (const chunk of half) writeEvent(response, JSON.stringify(chunk))
  }
  switch (fault) {
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<html><body>It works!</body></html>')
      return
    case 'garbage_stream':
      startStream(response)
      response.end('data: {"choices": [oops\n\ndata: [DONE]\n\n')
      return
    case 'wrong_shape':
      writeJson(response, 200, { hello: 'world' })
      return
    case 'empty':
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end()
      return
    case 'half_stream':
      startHalf()
      response.end()
      return
    case 'cut_stream':
      startHalf()
      await delay(20)
      response.destroy()
      return
    case 'error_stream':
      startHalf()
      writeEvent(
        response,
        JSON.stringify({ error: { message: 'The server had an error while processing your request.', type: 'server_error', code: null } }),
      )
      response.end()
      return
    case 'stall':
      startHalf()
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'hang':
      return
    case 'endless':
      startHalf()
      while (!response.destroyed) {
        writeEvent(response, JSON.stringify(half[1]))
        await delay(5)
      }
      return
    case 'redirect':
      response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' })
      response.end()
      return
    case 'no_stream':
      writeJson(response, 200, wholeBody(fillCompletion({ text: 'not streamed' }, request, n), request, n))
      return
    default:
      fault satisfies never
  }
}
