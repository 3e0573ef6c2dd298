import { createServer, type Server, type Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/kernel/json.ts'
import { createExecutor } from '../../../src/tools/executor.ts'
import { createHttpApi } from '../../../src/tools/http-api.ts'
import type { CheckedAddress, Lookup } from '../../../src/tools/net/check-target.ts'
import { createGuardedFetch } from '../../../src/tools/net/create-guarded-fetch.ts'
import { createWebFetch } from '../../../src/tools/web-fetch.ts'

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n'
const ZEROS = Buffer.alloc(64 * 1024 * 1024)

/** Sends a beginning, and then the same piece until the other side is gone. */
function endless(head: string, piece: string | Buffer, every = 0): (socket: Socket) => void {
  return (socket) => {
    socket.write(head)
    const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(piece)), every)
  }
}

function encoded(name: string, body: Buffer): (socket: Socket) => void {
  return (socket) =>
    void socket.end(Buffer.concat([Buffer.from(`${HEAD}Content-Encoding: ${name}\r\nContent-Length: ${body.length}\r\n\r\n`), body]))
}
const says =
  (text: string) =>
  (socket: Socket): void =>
    void socket.end(text)

/** What a server may do to whoever asks it. `ok`: it is answered with what fits; else it fails, in time and without filling memory. */
const SERVERS: Readonly<Record<string, { act: (socket: Socket) => void; ok?: true }>> = {
  'a gzip bomb': { act: encoded('gzip', gzipSync(ZEROS)), ok: true },
  'a brotli bomb': { act: encoded('br', brotliCompressSync(ZEROS.subarray(0, 16 * 1024 * 1024))), ok: true },
  'a deflate bomb': { act: encoded('deflate', deflateSync(ZEROS)), ok: true },
  'gzip in gzip': { act: encoded('gzip, gzip', gzipSync(gzipSync(ZEROS))) },
  'an encoding that is none': { act: encoded('constructor', Buffer.from('x')) },
  'half a gzip': { act: encoded('gzip', gzipSync(Buffer.from('half of this')).subarray(0, 12)) },
  'an endless body': { act: endless(`${HEAD}\r\n`, Buffer.alloc(256 * 1024)), ok: true },
  'an endless body in chunks': {
    act: endless(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, `10000\r\n${'x'.repeat(65_536)}\r\n`),
    ok: true,
  },
  'a body by the byte': { act: endless(`${HEAD}Content-Length: 100000\r\n\r\n`, '.', 20) },
  'headers by the byte': { act: endless('HTTP/1.1 200 OK\r\nX: ', '.', 20) },
  'no answer': { act: () => undefined },
  'endless headers': { act: endless('HTTP/1.1 200 OK\r\n', `X-A: ${'y'.repeat(60_000)}\r\n`) },
  'one endless header': { act: endless('HTTP/1.1 200 OK\r\nX: ', 'y'.repeat(60_000)) },
  'an endless status line': { act: endless('HTTP/1.1 200 ', 'y'.repeat(60_000)) },
  'endless interim answers': { act: endless('', 'HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n'.repeat(100)) },
  'endless "continue"': { act: endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)) },
  'a chunk of 16 EiB': { act: says(`${HEAD}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx`) },
  'a chunk of no size': { act: says(`${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n`) },
  'a chunk of a negative size': { act: says(`${HEAD}Transfer-Encoding: chunked\r\n\r\n-5\r\nx\r\n0\r\n\r\n`) },
  'an endless size of a chunk': {
    act: endless(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '0'.repeat(60_000)),
  },
  'endless trailers': {
    act: endless(`${HEAD}Transfer-Encoding: chunked\r\n\r\n0\r\n`, `X: ${'y'.repeat(60_000)}\r\n`),
  },
  'a length that is too great': { act: says(`${HEAD}Content-Length: 1000\r\n\r\nshort`) },
  'a length beyond all numbers': { act: says(`${HEAD}Content-Length: 99999999999999999999999\r\n\r\nx`) },
  'a negative length': { act: says(`${HEAD}Content-Length: -1\r\n\r\nx`) },
  'two lengths': { act: says(`${HEAD}Content-Length: 1\r\nContent-Length: 9\r\n\r\nxxxxxxxxx`) },
  'a length and chunks': { act: says(`${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`) },
  'no protocol at all': { act: says('hello\r\n\r\n') },
  'another protocol': { act: says('SSH-2.0-OpenSSH_9.2\r\n') },
  'a change of protocol': { act: says('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nx') },
  'a status that is none': { act: says('HTTP/1.1 999999 X\r\n\r\n') },
  'a header with a NUL': { act: says('HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n') },
  'a header without a name': { act: says('HTTP/1.1 200 OK\r\n: a\r\n\r\n') },
  'nothing and goodbye': { act: says('') },
  'a reset': { act: (socket) => void socket.resetAndDestroy() },
}
const NAMES = Object.keys(SERVERS)

let server: Server
let port = 0
const sockets = new Set<Socket>()
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', (data) => {
      const n = Number(/^\S+ \/(\d+)/.exec(data.toString('latin1'))?.[1])
      SERVERS[NAMES[n] ?? '']?.act(socket)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as { port: number }).port
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

function executorWith(fetch: ReturnType<typeof createGuardedFetch>) {
  return createExecutor({
    tools: [createHttpApi({ fetch }), createWebFetch({ fetch })] as never,
    decide: () => ({ decision: 'allow', rule: 'test', reason: 'test', steps: [] }),
    sandboxed: true,
    contained: true,
    readCommand: async () => ({ parsed: false, reason: '' }),
    secrets: { list: () => [], find: () => undefined, used: () => undefined, mask: { text: (text) => text, json: (value) => value } },
  })
}

async function call(fetch: ReturnType<typeof createGuardedFetch>, tool: string, args: JsonObject) {
  const executor = executorWith(fetch)
  const context = { run_id: 'r', subtask_id: 's', agent_id: 'a', workspace: '/', signal: new AbortController().signal, named_hosts: [] }
  const request = {
    tool,
    args,
    context,
    allowlist: ['http_api', 'web_fetch'],
    requires_approval_for: [],
    named_urls: [],
    announced_usd: null,
    taint: { untrusted: false, private: false } as never,
  }
  const judged = await executor.judge(request)
  if (!judged.ok) return { ok: false as const, error: judged.error }
  return executor.carryOut(judged.call, { recovery: 'pure', detail: {} }, judged.call.args_hash)
}

describe(`${NAMES.length} hostile servers, by both tools`, () => {
  test.each(NAMES.flatMap((name, n) => ['http_api', 'web_fetch'].map((tool) => [name, tool, n] as const)))(
    '%s, %s',
    async (name, tool, n) => {
      const fetch = createGuardedFetch({ allow: (host) => host === '127.0.0.1' })
      const before = process.memoryUsage().rss
      const began = performance.now()
      const outcome = await call(fetch, tool, { url: `http://127.0.0.1:${port}/${n}`, timeout_s: 1 })
      expect(performance.now() - began).toBeLessThan(3000)
      expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
      expect(outcome.ok).toBe(SERVERS[name]?.ok ?? false)
      if (!outcome.ok) expect(['NET_FAILED', 'TOOL_TIMEOUT', 'TOOL_FAILED']).toContain(outcome.error.code)
      expect(JSON.stringify(outcome).length).toBeLessThan(100_000)
    },
  )
})

/** Addresses that a resolver may give for a name, one of each special range, and as a mapped one. */
const PRIVATE: readonly string[] = [
  ...[
    '127.0.0.1',
    '127.8.9.10',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.9',
    '192.168.7.7',
    '169.254.169.254',
    '100.64.3.2',
    '198.18.0.1',
    '192.0.0.8',
  ],
  ...['224.0.0.251', '240.1.1.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::127.0.0.1', '64:ff9b::7f00:1'],
  ...[
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '100::1',
    '2001:db8::5',
    '3fff::5',
  ],
]
const PUBLIC = '93.184.216.34'
const address = (text: string): CheckedAddress => ({ address: text, family: text.includes(':') ? 6 : 4 })

describe('resolvers', () => {
  const blocked = async (lookup: Lookup, url: string): Promise<void> => {
    const outcome = await call(createGuardedFetch({ lookup }), 'http_api', { url, timeout_s: 2 })
    expect(outcome).toMatchObject({ ok: false, error: { code: 'NET_BLOCKED' } })
  }

  test.each(PRIVATE)('%s behind a name, alone, among public ones in any place, and at the second question', async (bad) => {
    await blocked(async () => [address(bad)], 'http://name.example/')
    await blocked(async () => [address(PUBLIC), address(bad)], 'http://name.example/')
    await blocked(async () => [address(bad), address(PUBLIC)], 'https://name.example:8443/')
    await blocked(async () => [address(PUBLIC), address('2606:4700:4700::1111'), address(bad)], 'http://name.example/')
  })

  test('one that flips after the check is asked once: the connection goes to what was checked', async () => {
    let asked = 0
    const flipping: Lookup = async () => {
      asked += 1
      return [address(asked === 1 ? '127.0.0.1' : '10.0.0.1')]
    }
    const fetch = createGuardedFetch({ lookup: flipping, allow: (host) => host === 'flip.example' })
    const n = NAMES.indexOf('a gzip bomb')
    expect((await call(fetch, 'http_api', { url: `http://flip.example:${port}/${n}`, timeout_s: 2 })).ok).toBe(true)
    expect(asked).toBe(1)
  })

  test('one that flips between a request and its redirect is asked again, and the new address is checked', async () => {
    const moving = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(`HTTP/1.1 302 Found\r\nLocation: http://flip.example:${port}/0\r\nContent-Length: 0\r\n\r\n`))
    })
    await new Promise<void>((done) => moving.listen(0, '127.0.0.1', done))
    const at = (moving.address() as { port: number }).port
    let asked = 0
    const flipping: Lookup = async () => {
      asked += 1
      return [address(asked === 1 ? '127.0.0.1' : '169.254.169.254')]
    }
    const fetch = createGuardedFetch({ lookup: flipping, allow: (host, on) => host === 'flip.example' && on === at })
    const outcome = await call(fetch, 'http_api', { url: `http://flip.example:${at}/`, timeout_s: 2 })
    moving.close()
    expect(outcome).toMatchObject({ ok: false, error: { code: 'NET_BLOCKED' } })
    expect(asked).toBe(2)
  })
})

/** Where an answer may try to send us, in the notations that a URL parser knows. */
const TARGETS: readonly string[] = [
  ...[
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0177.1/',
    'http://127.1/',
    'http://0/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
  ],
  ...[
    '//127.0.0.1/',
    '\\\\127.0.0.1\\',
    'http:\\\\127.0.0.1',
    'http://public.example@127.0.0.1/',
    'http://127.0.0.1#@public.example/',
    'http://localhost./',
    'http://%31%32%37.0.0.1/',
  ],
  ...[
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://user:pass@public.example/',
  ],
  ...[
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1:6379/_FLUSHALL',
    'data:text/html,hi',
    'javascript:alert(1)',
    'ws://127.0.0.1/',
    'unix:/var/run/docker.sock',
  ],
]

describe(`redirects to ${TARGETS.length} places that are closed, with each of five statuses`, () => {
  let redirecting: Server
  let at = 0
  beforeAll(async () => {
    redirecting = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', (data) => {
        const [, status, n] = /^\S+ \/(\d+)\/(\d+)/.exec(data.toString('latin1')) ?? []
        socket.end(Buffer.from(`HTTP/1.1 ${status} Moved\r\nLocation: ${TARGETS[Number(n)]}\r\nContent-Length: 0\r\n\r\n`))
      })
    })
    await new Promise<void>((done) => redirecting.listen(0, '127.0.0.1', done))
    at = (redirecting.address() as { port: number }).port
  })
  afterAll(() => void redirecting.close())

  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const lookup: Lookup = async (host) => [address(host === 'start.example' || host.startsWith('localhost') ? '127.0.0.1' : PUBLIC)]
    const fetch = createGuardedFetch({ lookup, allow: (host, on) => host === 'start.example' && on === at })
    const outcomes = await Promise.all(
      TARGETS.map((_, n) => call(fetch, 'http_api', { url: `http://start.example:${at}/${status}/${n}`, timeout_s: 3 })),
    )
    expect(TARGETS.filter((_, n) => outcomes[n]?.ok !== false)).toEqual([])
    const codes = outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.error.code))
    expect(TARGETS.filter((_, n) => codes[n] !== 'NET_BLOCKED')).toEqual([])
  })
})
