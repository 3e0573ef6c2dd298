import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { type Refusal, refusalFacts } from './guard/refusal.ts'
import type { RefusalLog } from './guard/refusal-log.ts'
import { SECURITY_HEADERS } from './guard/security-headers.ts'
import { type WireRequest, wireRefusal } from './guard/wire-guard.ts'
import { problemOf } from './problem.ts'

/** How long and how much a client may take before it has said what it wants. */
export interface WireLimits {
  readonly headersMs: number
  readonly requestMs: number
  readonly checkMs: number
  readonly headerBytes: number
  readonly headers: number
  readonly connections: number
}

export const WIRE_LIMITS: WireLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  checkMs: 2_000,
  headerBytes: 16_384,
  headers: 64,
  connections: 1_000,
}

export interface HttpServerOptions {
  /** `127.0.0.1:7860`, `localhost:7860`, `[::1]:7860`: a name that points here from elsewhere (DNS rebinding) is none of these. */
  readonly hosts: () => readonly string[]
  readonly refusals: RefusalLog
  readonly answer: (request: Request, bindings: HttpBindings) => Response | Promise<Response>
  readonly limits?: WireLimits
}

/** HTTP/1.1 over one address: what is malformed, slow, too long or not for us is refused here, before anything looks at it. */
export function createHttpServer({ hosts, refusals, answer, limits = WIRE_LIMITS }: HttpServerOptions): Server {
  const listener = getRequestListener((request, bindings) => answer(request, bindings as HttpBindings))
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    keepAliveTimeout: 5_000,
  })
  server.maxHeadersCount = limits.headers
  server.maxConnections = limits.connections

  function note(refusal: Refusal, { method = '?', url = '' }: Partial<Pick<WireRequest, 'method' | 'url'>> = {}): void {
    refusals.note({ rule: refusal.rule, method, path: url.split('?', 1)[0] ?? '', reason: refusal.detail })
  }
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const refusal = tooManyHeaders(incoming, limits) ?? wireRefusal(incoming, hosts())
    if (refusal === undefined) return void listener(incoming, outgoing)
    note(refusal, incoming)
    const body = bodyOf(refusal)
    // What it still sends is not read.
    outgoing.writeHead(refusal.status, { ...HEADERS, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body)
  })
  // Without it node closes the connection without a word.
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    const refusal: Refusal = { status: 405, rule: 'method', detail: 'CONNECT is not used here.' }
    note(refusal, { method: 'CONNECT', url: request.url ?? '' })
    endSocket(socket, refusal)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const refusal = malformed(error.code)
    note(refusal)
    endSocket(socket, refusal)
  })
  server.on('drop', () => note({ status: 503, rule: 'connections', detail: `More than ${limits.connections} connections at once.` }))
  return server
}

const LAST_WORD_MS = 500
const HEADERS = { ...SECURITY_HEADERS, 'cache-control': 'no-store', 'content-type': 'application/problem+json' }

// Node drops what is beyond the limit in silence: at the limit, something may be missing.
function tooManyHeaders({ rawHeaders }: IncomingMessage, { headers }: WireLimits): Refusal | undefined {
  return rawHeaders.length / 2 >= headers ? { status: 431, rule: 'headers', detail: 'The request has too many headers.' } : undefined
}

function malformed(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, rule: 'headers', detail: 'The headers of the request are too long.' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, rule: 'slow', detail: 'The request did not come in time.' }
    default:
      return { status: 400, rule: 'malformed', detail: 'The request is not HTTP/1.1 as it should be.' }
  }
}

function endSocket(socket: Duplex, refusal: Refusal): void {
  const body = bodyOf(refusal)
  const lines = Object.entries({ ...HEADERS, 'content-length': String(Buffer.byteLength(body)), connection: 'close' })
  const head = [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
  // Whoever goes on sending would hold the connection for ever.
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref()
}

function bodyOf(refusal: Refusal): string {
  return JSON.stringify(problemOf(refusalFacts(refusal)))
}
