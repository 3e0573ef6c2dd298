import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWeb } from '../../web/server/start-web.ts'
import { builtClient } from './built-client.ts'
import { type RawAnswer, type RawRequest, rawHttp } from './raw-http.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
let place: WebPlace
let firstSignIn = ''
let cookie = ''

beforeAll(async () => {
  place = await webPlace(client.dir)
  firstSignIn = place.web.signInUrl.slice(place.web.url.length)
  const answer = await rawHttp(place.port, { path: firstSignIn, headers: { host: `127.0.0.1:${place.port}` } })
  cookie = answer.headers['set-cookie']?.[0] ?? ''
})
afterAll(() => place.close())

const host = (): string => `127.0.0.1:${place.port}`
const send = (request: RawRequest): Promise<RawAnswer> =>
  rawHttp(place.port, { ...request, headers: { host: host(), cookie: cookie.split(';')[0] ?? '', ...request.headers } })
const post = (request: Omit<RawRequest, 'method'>): Promise<RawAnswer> =>
  send({
    method: 'POST',
    body: '{}',
    ...request,
    headers: { origin: `http://${host()}`, 'content-type': 'application/json', ...request.headers },
  })

describe('sign-in', () => {
  it('gives a session cookie that no script and no other site can use', () => {
    expect(cookie).toMatch(new RegExp(`^claw-session-${place.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
  })
  it('takes the code once, and has another one for the next browser', async () => {
    const again = await rawHttp(place.port, { path: firstSignIn, headers: { host: host() } })
    expect(place.web.signInUrl).not.toContain(firstSignIn)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
  })
  it('refuses a wrong code, and asks for a missing one', async () => {
    for (const [path, status] of [
      ['/sign-in', 200],
      ['/sign-in?code=', 403],
      ['/sign-in?code=x', 403],
    ] as const)
      expect((await rawHttp(place.port, { path, headers: { host: host() } })).status, path).toBe(status)
  })
})

describe('the guard', () => {
  it.each([
    ['a foreign Host', { path: '/api/status', headers: { host: 'evil.example' } }, 403],
    ['a name that was rebound to this address', { path: '/', headers: { host: 'evil.example:7860' } }, 403],
    ['another port in Host', { path: '/api/status', headers: { host: '127.0.0.1:1' } }, 403],
    ['a foreign Origin', { path: '/api/status', headers: { origin: 'http://evil.example' } }, 403],
    ['the origin null', { path: '/api/status', headers: { origin: 'null' } }, 403],
    ['another site', { path: '/api/status', headers: { 'sec-fetch-site': 'cross-site' } }, 403],
    ['another port of this machine', { path: '/api/status', headers: { 'sec-fetch-site': 'same-site' } }, 403],
    ['no cookie', { path: '/api/status', headers: { cookie: '' } }, 401],
    ['a guessed cookie', { path: '/api/runs', headers: { cookie: 'claw-session=guess' } }, 401],
    ['a token in the query', { path: '/api/status?token=x&code=y', headers: { cookie: '' } }, 400],
    ['the page without a session', { path: '/', headers: { cookie: '' } }, 401],
  ])('refuses %s', async (_name, request, status) => {
    const answer = await send(request)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'about:blank', status })
  })
  it.each([
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['text that a form can send across origins', { headers: { 'content-type': 'text/plain' } }, 415],
    ['a type that only starts alike', { headers: { 'content-type': 'application/jsonp' } }, 415],
    ['a foreign origin', { headers: { origin: 'http://localhost:1' } }, 403],
    ['https of the same name', { headers: { origin: 'https://127.0.0.1' } }, 403],
    ['no cookie', { headers: { cookie: '' } }, 401],
  ])('refuses a POST with %s', async (_name, request, status) => {
    expect((await post({ path: '/api/runs', ...request })).status).toBe(status)
  })
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses a %s that names no origin, no type or comes from nowhere', async (method) => {
    const type = { 'content-type': 'application/json' }
    const origin = { origin: `http://${host()}` }
    const change = (headers: Record<string, string>) =>
      send({ method, path: '/api/runs/0123456789ab/nothing', body: '{}', headers: { ...headers, 'content-length': '2' } })
    expect((await change(type)).status).toBe(403)
    expect((await change(origin)).status).toBe(415)
    expect((await change({ ...origin, ...type, 'sec-fetch-site': 'none' })).status).toBe(403)
    expect((await change({ ...origin, ...type, 'sec-fetch-site': 'same-origin' })).status).toBe(404)
  })
  it('refuses huge bodies, announced or not', async () => {
    const body = Buffer.alloc(1024 * 1024 + 1, 'x')
    expect((await post({ path: '/api/runs', body })).status).toBe(413)
    expect((await post({ path: '/api/runs', body, headers: { 'transfer-encoding': 'chunked' } })).status).toBe(413)
  })
  it.each(['OPTIONS', 'TRACE', 'PROPFIND'])('has no %s', async (method) => {
    const answer = await send({ method, path: '/api/runs' })
    expect(answer.status).toBe(405)
    expect(answer.headers['access-control-allow-origin']).toBeUndefined()
  })
  it('changes nothing by GET', async () => {
    for (const path of ['/api/runs/0123456789ab/cancel', '/api/runs/0123456789ab/resume', '/api/approvals/0123456789ab'])
      expect((await send({ path })).status, path).toBe(404)
    expect(await place.app.listRuns({ limit: 10 })).toEqual([])
  })
  it.each([
    '/../package.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fclaw.js',
    '/assets/%00',
    '//etc/passwd',
    '/index.html/../../claw.js',
  ])('gives no file for %s', async (path) => {
    const answer = await send({ path })
    expect([400, 404]).toContain(answer.status)
  })
  it('answers every name of this machine', async () => {
    for (const name of ['127.0.0.1', 'localhost', '[::1]'])
      expect((await send({ path: '/api/status', headers: { host: `${name}:${place.port}` } })).status).toBe(200)
  })
  it('sends the strict headers with everything', async () => {
    for (const answer of [
      await send({ path: '/' }),
      await send({ path: '/api/status' }),
      await send({ path: '/nothing' }),
      await send({ path: '/', headers: { cookie: '' } }),
    ]) {
      const csp = answer.headers['content-security-policy'] ?? ''
      expect(csp).toContain("default-src 'none'")
      expect(csp).toContain("frame-ancestors 'none'")
      expect(csp).not.toContain('unsafe')
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
    }
  })
  it('tells the audit log, without the sign-in code', async () => {
    const records = await place.app.listAudit({ limit: 200, action: 'web.refused' })
    const rules = records.map((record) => record.rule)
    for (const rule of ['web.sign-in', 'web.host', 'web.origin', 'web.fetch-site', 'web.session', 'web.content-type'])
      expect(rules).toContain(rule)
    // A stranger who knocks all day does not fill the disk.
    expect(records.length).toBeLessThanOrEqual(30)
    expect(JSON.stringify(records)).not.toContain('code=')
    expect(await place.app.verifyAudit()).toMatchObject({ ok: true })
  })
})

describe('startWeb', () => {
  it.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', ''])('does not listen on %j', async (address) => {
    await expect(
      startWeb({ app: place.app, settings: place.settings, host: address, port: 0, clientDir: client.dir }),
    ).rejects.toMatchObject({ code: 'USAGE' })
  })
  it('says that this workspace is served already, and where', async () => {
    const again = startWeb({ app: place.app, settings: place.settings, host: '127.0.0.1', port: place.port, clientDir: client.dir })
    await expect(again).rejects.toMatchObject({
      code: 'USAGE',
      message: `The dashboard of this workspace is served already, by process ${process.pid}: ${place.web.url}`,
      fix: expect.stringContaining(`claw web --port ${Math.max(place.port + 1, 7861)}`),
    })
  })
  it('says whose dashboard has the port', async () => {
    const elsewhere = { ...place.app, config: { ...place.app.config, workspace: '/elsewhere' } }
    const again = startWeb({ app: elsewhere, settings: place.settings, host: '127.0.0.1', port: place.port, clientDir: client.dir })
    await expect(again).rejects.toMatchObject({
      code: 'USAGE',
      message: `Port ${place.port} of 127.0.0.1 is taken by the dashboard of ${place.workspace}.`,
    })
  })
  it('says that a port is taken by something else', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const again = startWeb({ app: place.app, settings: place.settings, host: '127.0.0.1', port, clientDir: client.dir })
    await expect(again).rejects.toMatchObject({ code: 'USAGE', message: `Port ${port} of 127.0.0.1 is taken.` })
    other.close()
  })
})
