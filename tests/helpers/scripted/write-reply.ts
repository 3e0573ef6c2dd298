import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { Dialect } from './dialect.ts'
import { fillCompletion } from './fill-completion.ts'
import type { ChatRequest, Completion, Failure, Fault, ScriptedReply } from './script.ts'

export interface Exchange {
  readonly dialect: Dialect
  readonly request: ChatRequest
  readonly response: ServerResponse
  /** From 1, in order of arrival. */
  readonly n: number
}

/** Writes a scripted reply onto the response. Resolves when all is written (a hanging fault never is: the client goes away). */
export async function writeReply(reply: ScriptedReply, exchange: Exchange): Promise<void> {
  if (typeof reply === 'string') return writeCompletion({ text: reply }, exchange)
  if (reply.delay_ms !== undefined) await delay(reply.delay_ms)
  if ('error' in reply) return void (reply.in_stream ? writeHalf(exchange, reply.error) : writeFailure(reply.error, exchange))
  if ('fault' in reply) return writeFault(reply.fault, exchange)
  return writeCompletion(reply, exchange)
}

async function writeCompletion(completion: Completion, { dialect, request, response, n }: Exchange): Promise<void> {
  const filled = fillCompletion(completion, request, n)
  if (!request.stream) return writeJson(response, 200, dialect.whole(filled, request, n))
  startStream(response, dialect)
  for (const piece of dialect.stream(filled, request, n, completion.piece ?? 12)) {
    if (completion.piece_delay_ms !== undefined) await delay(completion.piece_delay_ms)
    if (response.destroyed) return
    response.write(piece)
  }
  response.end()
}

export function writeFailure(failure: Failure, { dialect, response }: Pick<Exchange, 'dialect' | 'response'>): void {
  for (const [name, value] of Object.entries(failure.headers ?? {})) response.setHeader(name, value)
  writeJson(response, failure.status, dialect.errorBody(failure))
}

export function writeJson(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

function startStream(response: ServerResponse, { streamType }: Dialect): void {
  response.writeHead(200, { 'content-type': streamType, 'cache-control': 'no-cache' })
}

// Leaves the stream open, or ends it with an error.
function writeHalf({ dialect, request, response, n }: Exchange, failure?: Failure): string {
  const filled = fillCompletion({ text: 'This answer is cut in the middle of a sentence.' }, request, n)
  const pieces = dialect.stream(filled, request, n, 8)
  const half = pieces.slice(0, Math.ceil(pieces.length / 2))
  startStream(response, dialect)
  for (const piece of half) response.write(piece)
  if (failure !== undefined) response.end(dialect.errorPiece(failure))
  return half.at(-1) ?? ''
}

async function writeFault(fault: Fault, exchange: Exchange): Promise<void> {
  const { dialect, request, response, n } = exchange
  switch (fault) {
    case 'garbage':
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<html><body>It works!</body></html>')
      return
    case 'garbage_stream':
      startStream(response, dialect)
      response.end((dialect.stream(fillCompletion({}, request, n), request, n, 8)[0] ?? '').replace(/\{.*\}/s, '{"choices": [oops'))
      return
    case 'wrong_shape':
      writeJson(response, 200, { hello: 'world' })
      return
    case 'empty':
      startStream(response, dialect)
      response.end()
      return
    case 'half_stream':
      writeHalf(exchange)
      response.end()
      return
    case 'cut_stream':
      writeHalf(exchange)
      await delay(20)
      response.destroy()
      return
    case 'error_stream':
      writeHalf(exchange, { status: 500, message: 'The server had an error while processing your request.' })
      return
    case 'stall':
      writeHalf(exchange)
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'hang':
      return
    case 'endless': {
      const piece = writeHalf(exchange)
      while (!response.destroyed) {
        response.write(piece)
        await delay(5)
      }
      return
    }
    case 'redirect':
      response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' })
      response.end()
      return
    case 'no_stream':
      writeJson(response, 200, dialect.whole(fillCompletion({ text: 'not streamed' }, request, n), request, n))
      return
    default:
      fault satisfies never
  }
}
