import { setTimeout as pause } from 'node:timers/promises'
import { createGzip, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import type { Lookup } from '../../../src/tools/net/check-target.ts'
import { createGuardedFetch } from '../../../src/tools/net/create-guarded-fetch.ts'
import { specialRange } from '../../../src/tools/net/special-address.ts'
import { get, serve } from './serve.ts'

const SPECIAL = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '224.0.0.1', '239.255.255.255'],
  ...[
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
  ],
  ...[
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
  ],
  ...['4000::1', '5f00::1', 'nonsense', ''],
]
const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001::200e',
  '::ffff:8.8.8.8',
]

test.each(SPECIAL)('%s is special', (address) => expect(specialRange(address)).toBeDefined())
test.each(PUBLIC)('%s is public', (address) => expect(specialRange(address)).toBeUndefined())

const fetch = createGuardedFetch({ lookup: async () => [{ address: '127.0.0.1', family: 4 }] })

test.each([
  ...['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://127.1/', 'http://0/', 'http://[::1]/'],
  ...[
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://\u2460\u2461\u2466.0.0.1/',
  ],
  ...['http://localhost/', 'http://rebind.example/', 'https://evil.example./', 'http://user:pass@example.com/', 'http://user@1.1.1.1/'],
  ...['file:///etc/passwd', 'ftp://example.com/', 'gopher://example.com/', 'data:text/html,x', 'javascript:1', 'not a url', ''],
])('%s is refused', async (url) => {
  await expect(fetch(get(url))).rejects.toMatchObject({ code: 'NET_BLOCKED' })
})

describe('names', () => {
  test('one special address among public ones is enough', async () => {
    const mixed = createGuardedFetch({
      lookup: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.5', family: 4 },
      ],
    })
    await expect(mixed(get('http://mixed.example/'))).rejects.toMatchObject({
      code: 'NET_BLOCKED',
      message: expect.stringContaining('10.0.0.5'),
    })
  })

  test('a name that resolves differently later is connected to at the checked address', async () => {
    const server = await serve((_, response) => response.end('reached'))
    let asked = 0
    const flipping: Lookup = async () => {
      asked += 1
      return asked === 1 ? [{ address: '127.0.0.1', family: 4 }] : [{ address: '169.254.169.254', family: 4 }]
    }
    const allowed = createGuardedFetch({ lookup: flipping, allow: (host, port) => host === 'flip.test' && port === server.port })
    expect((await allowed(get(`http://flip.test:${server.port}/`))).body.toString()).toBe('reached')
    expect(asked).toBe(1)
    const guarded = createGuardedFetch({ lookup: flipping })
    await expect(guarded(get('http://flip.test/'))).rejects.toMatchObject({ code: 'NET_BLOCKED' })
  })

  test('a name that is not there, or never answers', async () => {
    const absent = createGuardedFetch({ lookup: async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) })
    await expect(absent(get('http://absent.example/'))).rejects.toMatchObject({
      code: 'NET_FAILED',
      message: expect.stringContaining('ENOTFOUND'),
    })
    const silent = createGuardedFetch({ lookup: () => new Promise(() => undefined) })
    await expect(silent(get('http://silent.example/', { timeout_ms: 50 }))).rejects.toMatchObject({ code: 'TOOL_TIMEOUT' })
  })

  test('the rule names host and port: another port of the same host stays closed', async () => {
    const one = createGuardedFetch({ allow: (host, port) => host === '127.0.0.1' && port === 1 })
    await expect(one(get('http://127.0.0.1:2/'))).rejects.toMatchObject({ code: 'NET_BLOCKED' })
    await expect(one(get('http://127.0.0.1:1/'))).rejects.toMatchObject({
      code: 'NET_FAILED',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

describe('redirects', async () => {
  const other = await serve((_, response) => response.end('other'))
  const server = await serve((request, response) => {
    const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to')
    if (to === null) return response.end('home')
    response.writeHead(Number(new URL(request.url ?? '/', 'http://x').searchParams.get('status') ?? 302), { location: to }).end('moved')
  })
  const open = createGuardedFetch({ allow: (host, port) => host === '127.0.0.1' && (port === server.port || port === other.port) })
  const to = (target: string, status = 302): string => `${server.url}/?status=${status}&to=${encodeURIComponent(target)}`

  test.each(['http://169.254.169.254/latest/meta-data/', 'http://[::1]:80/', 'file:///etc/passwd', '//10.0.0.1/', 'http://0x7f.1/'])(
    'to %s is refused',
    async (target) => {
      await expect(open(get(to(target)))).rejects.toMatchObject({ code: 'NET_BLOCKED' })
    },
  )

  test('three are followed, a fourth is not', async () => {
    expect((await open(get(to(to(to('/')))))).body.toString()).toBe('home')
    await expect(open(get(to(to(to(to('/'))))))).rejects.toMatchObject({ code: 'NET_FAILED' })
  })

  test('what was meant for one host is not told to another', async () => {
    const headers = { authorization: 'Bearer key', cookie: 'a=b', 'x-api-key': 'key', 'user-agent': 'claw' }
    await open(get(to(`${other.url}/`), { headers }))
    expect(other.seen.at(-1)?.headers).not.toHaveProperty('authorization')
    expect(other.seen.at(-1)?.headers).not.toHaveProperty('cookie')
    expect(other.seen.at(-1)?.headers).not.toHaveProperty('x-api-key')
    expect(other.seen.at(-1)?.headers).toHaveProperty('user-agent', 'claw')
    await open(get(to('/'), { headers }))
    expect(server.seen.at(-1)?.headers).toHaveProperty('authorization', 'Bearer key')
  })

  test('a POST becomes a GET as in browsers, and is sent on only to the same host', async () => {
    const post = { method: 'POST', body: 'secret', headers: { 'content-type': 'text/plain' } }
    await open(get(to('/', 302), post))
    expect(server.seen.at(-1)).toMatchObject({ method: 'GET', body: '' })
    expect(server.seen.at(-1)?.headers).not.toHaveProperty('content-type')
    await open(get(to('/', 307), post))
    expect(server.seen.at(-1)).toMatchObject({ method: 'POST', body: 'secret' })
    await expect(open(get(to(`${other.url}/`, 307), post))).rejects.toMatchObject({ code: 'NET_FAILED' })
  })
})

describe('size and time', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/bomb') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50_000_000)))
    if (request.url === '/lies') return response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip')
    if (request.url === '/odd') return response.writeHead(200, { 'content-encoding': 'zstd, gzip' }).end('x')
    if (request.url === '/slow') return drip(response)
    if (request.url === '/silent') return
    if (request.url === '/half') {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      return void setTimeout(() => response.destroy(), 20)
    }
    if (request.url === '/endless') {
      const gzip = createGzip()
      gzip.pipe(response.writeHead(200, { 'content-encoding': 'gzip' }))
      response.on('close', () => gzip.destroy())
      return void fill(gzip)
    }
    response.end('x'.repeat(3000))
  })
  const drip = (response: { write(text: string): void; closed: boolean }): void => {
    const timer = setInterval(() => (response.closed ? clearInterval(timer) : response.write('.')), 10)
  }
  const fill = async (gzip: { write(data: Buffer): boolean; destroyed: boolean }): Promise<void> => {
    while (!gzip.destroyed) {
      gzip.write(Buffer.alloc(100_000))
      await pause(1)
    }
  }
  const open = createGuardedFetch({ allow: () => true, limits: { body_bytes: 2000 } })

  test.each(['/bomb', '/endless', '/'])('%s is cut at the limit', async (path) => {
    const before = process.memoryUsage().rss
    const got = await open(get(`${server.url}${path}`))
    expect(got).toMatchObject({ truncated: true, status: 200 })
    expect(got.body.length).toBe(2000)
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
  })

  test('a body that is exactly as long as the limit is whole', async () => {
    const exact = createGuardedFetch({ allow: () => true, limits: { body_bytes: 3000 } })
    expect(await exact(get(server.url))).toMatchObject({ truncated: false })
  })

  test.each(['/lies', '/odd', '/half'])('%s fails plainly', async (path) => {
    await expect(open(get(`${server.url}${path}`))).rejects.toMatchObject({ code: 'NET_FAILED' })
  })

  test.each(['/slow', '/silent'])('%s ends with the time of the whole transfer', async (path) => {
    const began = performance.now()
    await expect(open(get(`${server.url}${path}`, { timeout_ms: 150 }))).rejects.toMatchObject({ code: 'TOOL_TIMEOUT' })
    expect(performance.now() - began).toBeLessThan(1500)
  })

  test('a cancel is told as its reason', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(new ClawError('CANCELLED', 'stop')), 30)
    await expect(open(get(`${server.url}/silent`, { signal: abort.signal }))).rejects.toMatchObject({ code: 'CANCELLED' })
  })

  test('HEAD of something compressed has no body to unpack', async () => {
    expect(await open(get(`${server.url}/bomb`, { method: 'HEAD' }))).toMatchObject({ status: 200, truncated: false })
  })
})
