import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { WebRefusal } from '../../src/app/app-port.ts'
import { createHttpServer, WIRE_LIMITS, type WireLimits } from '../../web/server/http-server.ts'
import { builtPages } from '../helpers/dashboard/built-pages.ts'
import { rawHttp } from './raw-http.ts'
import { rawSocket } from './raw-socket.ts'
import { type WebPlace, webPlace } from './web-place.ts'

let place: WebPlace
let cookie = ''

beforeAll(async () => {
  place = await webPlace(builtPages())
  const signed = await rawHttp(place.port, {
    path: new URL(place.web.signInUrl).pathname + new URL(place.web.signInUrl).search,
    headers: { host: host() },
  })
  cookie = signed.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})
afterAll(() => place.close())

const host = (): string => `127.0.0.1:${place.port}`
const send = (line: string, headers: readonly string[] = [`Host: ${host()}`], body = ''): Promise<string> =>
  rawSocket(place.port, `${[line, ...headers, `Cookie: ${cookie}`, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`)

/** Of a refusal over the wire: the status; that it is a whole problem with every header and says nothing of this machine. */
function expectRefused(answer: string, status: number, rule: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head.toLowerCase()).toContain("content-security-policy: default-src 'none'")
  expect(head.toLowerCase()).toContain('content-type: application/problem+json')
  expect(JSON.parse(body)).toMatchObject({ type: 'about:blank', status, code: `WEB_${rule.toUpperCase().replace('-', '_')}` })
  expect(answer).not.toContain(place.root)
  expect(answer).not.toMatch(/\.(ts|js|mjs):\d|node_modules|at Object|claw-session/)
}

describe('over the wire', () => {
  it('answers a request that is as it should be', async () => {
    expect(await send('GET /api/status HTTP/1.1')).toMatch(/^HTTP\/1.1 200 /)
    expect(await send('HEAD /api/status HTTP/1.1')).toMatch(/^HTTP\/1.1 200 /)
  })

  it.each<[string, string, readonly string[] | undefined, number, string]>([
    ['no Host', 'GET / HTTP/1.0', [], 403, 'host'],
    ['a foreign Host', 'GET / HTTP/1.1', ['Host: evil.example'], 403, 'host'],
    ['a Host that is no name', 'GET / HTTP/1.1', ['Host: a b/c@d'], 403, 'host'],
    ['an empty Host', 'GET / HTTP/1.1', ['Host:'], 403, 'host'],
    ['TRACE', 'TRACE / HTTP/1.1', undefined, 405, 'method'],
    ['OPTIONS *', 'OPTIONS * HTTP/1.1', undefined, 405, 'method'],
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1', undefined, 405, 'method'],
    ['an absolute target', 'GET http://evil.example/ HTTP/1.1', undefined, 400, 'path'],
    ['an absolute target of ours', 'GET http://127.0.0.1/api/status HTTP/1.1', undefined, 400, 'path'],
    ['two slashes', 'GET //evil.example/x HTTP/1.1', undefined, 400, 'path'],
    ['a step up', 'GET /api/../api/status HTTP/1.1', undefined, 400, 'path'],
    ['an encoded step up', 'GET /%2e%2E/%2e./package.json HTTP/1.1', undefined, 400, 'path'],
    ['an encoded slash', 'GET /assets/..%2f..%2fclaw.js HTTP/1.1', undefined, 400, 'path'],
    ['a backslash', 'GET /..\\..\\claw.js HTTP/1.1', undefined, 400, 'path'],
    ['an encoded backslash', 'GET /%5c%5cevil HTTP/1.1', undefined, 400, 'path'],
    ['a null byte', 'GET /index.html%00.js HTTP/1.1', undefined, 400, 'path'],
    ['a percent sign encoded twice', 'GET /%252e%252e/x HTTP/1.1', undefined, 400, 'path'],
    ['a broken encoding', 'GET /%zz HTTP/1.1', undefined, 400, 'path'],
    ['a token in the query', 'GET /api/status?a=1&Access_Token=x HTTP/1.1', undefined, 400, 'query'],
    ['a session in the query', 'GET /?claw-session-7860=x HTTP/1.1', undefined, 400, 'query'],
    ['a line that is no request', 'HELO mail', [], 400, 'malformed'],
    ['HTTP/2 without TLS', 'PRI * HTTP/2.0', [], 400, 'malformed'],
  ])('refuses %s', async (_name, line, headers, status, rule) => {
    expectRefused(await send(line, headers), status, rule)
  })

  it.each([
    ['two Hosts', () => [`Host: ${host()}`, `Host: ${host()}`], 400, 'host'],
    ['two Hosts, one foreign', () => ['Host: evil.example', `Host: ${host()}`], 400, 'host'],
    ['a method in a header', () => [`Host: ${host()}`, 'X-HTTP-Method-Override: DELETE'], 400, 'method'],
    ['a web socket', () => [`Host: ${host()}`, 'Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'], 400, 'upgrade'],
    ['an upgrade to HTTP/2', () => [`Host: ${host()}`, 'Upgrade: h2c', 'HTTP2-Settings: x'], 400, 'upgrade'],
    ['two lengths', () => [`Host: ${host()}`, 'Content-Length: 1', 'Content-Length: 2'], 400, 'malformed'],
    ['a length and chunks', () => [`Host: ${host()}`, 'Content-Length: 1', 'Transfer-Encoding: chunked'], 400, 'malformed'],
    ['a folded header', () => [`Host: ${host()}`, 'X-A: b', ' c: d'], 400, 'malformed'],
    ['a header bomb', () => [`Host: ${host()}`, `X-Bomb: ${'x'.repeat(20_000)}`], 431, 'headers'],
    ['very many headers', () => [`Host: ${host()}`, ...Array.from({ length: 200 }, (_, n) => `X-${n}: x`)], 431, 'headers'],
  ])('refuses %s', async (_name, headers, status, rule) => {
    expectRefused(await send('GET /api/status HTTP/1.1', headers()), status, rule)
  })

  it('refuses chunks that are none, in the middle of a body', async () => {
    const headers = [`Host: ${host()}`, `Origin: http://${host()}`, 'Content-Type: application/json', 'Transfer-Encoding: chunked']
    const answer = await send('POST /api/runs HTTP/1.1', headers, 'zz\r\nnonsense')
    expect(answer).toMatch(/^HTTP\/1.1 400 /)
    expect(await place.app.listRuns({ limit: 5 })).toEqual([])
  })

  it('keeps every kind in the audit log, without the query and the cookie', async () => {
    const records = await place.app.listAudit({ limit: 200, action: 'web.refused' })
    const rules = new Set(records.map((record) => record.rule))
    for (const rule of ['host', 'method', 'path', 'query', 'malformed']) expect(rules).toContain(`web.${rule}`)
    expect(JSON.stringify(records)).not.toMatch(/Access_Token|claw-session/)
    expect(await place.app.verifyAudit()).toMatchObject({ ok: true })
  })
})

describe('limits', () => {
  const QUICK: WireLimits = { ...WIRE_LIMITS, headersMs: 200, requestMs: 400, checkMs: 50, connections: 4 }
  const refused: WebRefusal[] = []
  const sockets: Socket[] = []
  let server: Server
  let port = 0

  beforeAll(async () => {
    server = createHttpServer({
      hosts: () => [`127.0.0.1:${port}`],
      refusals: { note: (refusal) => void refused.push(refusal) },
      answer: async (request) => new Response(String((await request.text()).length)),
      limits: QUICK,
    })
    port = await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
  })
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
    refused.length = 0
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const head = (): string => `POST / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`
  const open = (bytes: string): Socket => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('error', () => undefined)
    socket.write(bytes)
    sockets.push(socket)
    return socket
  }

  it('headers that come drop by drop are not waited for', async () => {
    const answer = rawSocket(port, head())
    const slow = open(head())
    const drops = setInterval(() => slow.write('X-A: b\r\n'), 60)
    expect(await answer).toMatch(/^HTTP\/1.1 408 [\s\S]*WEB_SLOW/)
    await new Promise((resolve) => slow.once('close', resolve))
    clearInterval(drops)
    expect(refused.map((refusal) => refusal.rule)).toContain('slow')
  })

  it('a body that comes drop by drop is not waited for', async () => {
    const answer = rawSocket(port, `${head()}Content-Length: 1000\r\n\r\nx`)
    expect(await answer).toMatch(/^(HTTP\/1.1 408 [\s\S]*)?$/)
    expect(refused.map((refusal) => refusal.rule)).toContain('slow')
  })

  it('more connections than that are dropped, and those that are there are served', async () => {
    const held = Array.from({ length: 4 }, () => open(''))
    await Promise.all(held.map((socket) => new Promise((resolve) => (socket.connecting ? socket.once('connect', resolve) : resolve(0)))))
    const dropped = await rawSocket(port, `${head()}Content-Length: 0\r\n\r\n`, 1_000)
    expect(dropped).toBe('')
    const served = new Promise<string>((resolve) => held[0]?.once('data', (data) => resolve(data.toString())))
    held[0]?.write(`${head()}Content-Length: 2\r\n\r\nhi`)
    expect(await served).toMatch(/^HTTP\/1.1 200 /)
    expect(refused.map((refusal) => refusal.rule)).toContain('connections')
  })
})
