import { beforeEach, describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../src/kernel/json.ts'
import { createRedactor } from '../../src/kernel/redact.ts'
import { createExecutor } from '../../src/tools/executor.ts'
import { createHttpApi } from '../../src/tools/http-api.ts'
import { createGuardedFetch } from '../../src/tools/net/create-guarded-fetch.ts'
import type { BoundSecret, SecretUse } from '../../src/tools/secrets/secret-port.ts'
import { createTerminal } from '../../src/tools/terminal.ts'
import { createWebFetch } from '../../src/tools/web-fetch.ts'
import { serve } from '../tools/net/serve.ts'

const VALUE = 'hand-canary-91 &+c7'
const other = await serve((_, response) => response.end('other'))
const server = await serve((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x')
  const authorization = String(request.headers['authorization'] ?? '')
  const redirect = (status: number, location: string): unknown => response.writeHead(status, { location }).end(authorization)
  if (url.pathname === '/echo')
    return response.writeHead(200, { 'content-type': 'application/json', 'x-echo': authorization }).end(
      JSON.stringify({
        authorization,
        url: request.url,
        base64: Buffer.from(`me:${VALUE}`).toString('base64'),
        hex: Buffer.from(VALUE).toString('hex'),
      }),
    )
  if (url.pathname === '/fail') return response.writeHead(500, { 'content-type': 'text/plain' }).end(`${authorization} is wrong`)
  // The value lies across the place where the text is cut.
  if (url.pathname === '/cut') return response.end(`${'x'.repeat(9_990)}${authorization}`)
  if (url.pathname === '/leak') return redirect(302, `${other.url}/?stolen=${encodeURIComponent(VALUE)}`)
  if (url.pathname === '/bad-location') return redirect(302, `http://[${'y'.repeat(190)}${VALUE}`)
  if (url.pathname === '/same') return redirect(302, '/echo')
  if (url.pathname.startsWith('/to/')) return redirect(Number(url.pathname.slice(4)), `${other.url}/got`)
  return response.end('ok')
})
const HOST = `127.0.0.1:${server.port}`

let kept: BoundSecret[]
let uses: SecretUse[]
beforeEach(() => {
  kept = [
    { name: 'TOKEN', value: VALUE, hosts: [HOST, 'api.example.com'], agents: [] },
    { name: 'MINE', value: 'value-of-mine', hosts: [HOST], agents: ['other-agent'] },
    { name: 'NOWHERE', value: 'value-of-nowhere', hosts: [], agents: [] },
    { name: 'PLAIN', value: 'value-of-plain', hosts: ['plain.example.com:80'], agents: [] },
    { name: 'WIDE', value: 'wert-mit-€-zeichen', hosts: [HOST], agents: [] },
  ]
  uses = []
  server.seen.length = 0
  other.seen.length = 0
})

const fetch = createGuardedFetch({ allow: (_, port) => port === server.port || port === other.port })
const shell = { sandbox: { name: 'none' }, scope: {} } as never
const redactor = createRedactor([])
const executor = createExecutor({
  tools: [createHttpApi({ fetch }), createWebFetch({ fetch }), createTerminal(shell)] as never,
  decide: () => ({ decision: 'allow', rule: 'test', reason: 'test', steps: [] }),
  sandboxed: true,
  contained: true,
  readCommand: async () => ({ parsed: false, reason: '' }),
  secrets: {
    list: () => kept,
    find: (name) => {
      const found = kept.find((secret) => secret.name === name)
      if (found) redactor.add([found.value])
      return found
    },
    used: (use) => void uses.push(use),
    mask: redactor,
  },
})

const judge = (tool: string, args: JsonObject) =>
  executor.judge({
    tool,
    args,
    allowlist: ['http_api', 'web_fetch', 'terminal'],
    requires_approval_for: [],
    named_urls: [],
    announced_usd: null,
    taint: { untrusted: false, private: false } as never,
    context: { run_id: 'r', subtask_id: 's', agent_id: 'a', workspace: '/', signal: new AbortController().signal, named_hosts: [] },
  })

async function call(args: JsonObject): Promise<Json> {
  const judged = await judge('http_api', args)
  if (!judged.ok) return { refused: judged.error.code, message: judged.error.message }
  expect(JSON.stringify(judged.call.judged)).not.toContain('canary')
  const outcome = await executor.carryOut(judged.call, { recovery: 'opaque', detail: {} }, judged.call.args_hash)
  const text = JSON.stringify(outcome)
  for (const leak of ['canary', Buffer.from(VALUE).toString('hex'), encodeURIComponent(VALUE)]) expect(text).not.toContain(leak)
  return outcome as unknown as Json
}

const bearer = { authorization: `Bearer \${secret:TOKEN}` }

describe('a secret is handed', () => {
  test('in a header, the query and the body, and what comes back has none of it', async () => {
    const outcome = await call({
      url: `${server.url}/echo?kept=1`,
      method: 'POST',
      headers: bearer,
      params: { key: `\${secret:TOKEN}` },
      json: { deep: [{ token: `a \${secret:TOKEN} b` }] },
    })
    expect(server.seen[0]).toMatchObject({
      headers: { authorization: `Bearer ${VALUE}` },
      body: JSON.stringify({ deep: [{ token: `a ${VALUE} b` }] }),
    })
    expect(new URL(server.seen[0]?.url ?? '', server.url).searchParams.get('key')).toBe(VALUE)
    expect(outcome).toMatchObject({
      ok: true,
      result: { json: { authorization: 'Bearer [redacted]' }, headers: { 'x-echo': 'Bearer [redacted]' } },
    })
    expect(uses).toMatchObject([{ names: ['TOKEN'], tool: 'http_api', host: HOST }])
  })

  test('for a failure and for a text that is cut through it, without a trace', async () => {
    expect(await call({ url: `${server.url}/fail`, headers: bearer })).toMatchObject({
      ok: false,
      result: { text: 'Bearer [redacted] is wrong' },
    })
    const cut = JSON.stringify(await call({ url: `${server.url}/cut`, headers: bearer }))
    expect(cut).not.toContain('hand-')
  })

  test('to another path of the same origin, but never to another origin', async () => {
    await call({ url: `${server.url}/same`, headers: bearer })
    expect(server.seen[1]?.headers['authorization']).toBe(`Bearer ${VALUE}`)
    for (const status of [301, 302, 303, 307, 308]) {
      await call({
        url: `${server.url}/to/${status}`,
        headers: { ...bearer, 'x-key': `\${secret:TOKEN}` },
        params: { key: `\${secret:TOKEN}` },
      })
    }
    expect(other.seen).toHaveLength(5)
    expect(JSON.stringify(other.seen)).not.toContain('canary')
    for (const status of [307, 308])
      expect(await call({ url: `${server.url}/to/${status}`, method: 'POST', json: `\${secret:TOKEN}` })).toMatchObject({ ok: false })
    expect(other.seen).toHaveLength(5)
  })

  test('and a redirect that carries it away is not followed', async () => {
    expect(await call({ url: `${server.url}/leak`, headers: bearer })).toMatchObject({ ok: false, error: { code: 'NET_BLOCKED' } })
    expect(other.seen).toEqual([])
    expect(JSON.stringify(await call({ url: `${server.url}/bad-location`, headers: bearer }))).not.toContain('hand-')
  })

  test('only as long as it is there: removed after the approval, it is not sent', async () => {
    const judged = await judge('http_api', { url: `${server.url}/echo`, headers: bearer })
    if (!judged.ok) throw new Error(judged.error.message)
    kept = []
    const outcome = await executor.carryOut(judged.call, { recovery: 'opaque', detail: {} }, judged.call.args_hash)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'SECRET_UNKNOWN' } })
    expect(server.seen).toEqual([])
    expect(uses).toEqual([])
  })
})

describe('a secret is not handed', () => {
  test.each([
    ['that is not there', 'http://127.0.0.1:PORT/', 'ABSENT', 'SECRET_UNKNOWN', 'claw secret set ABSENT --host 127.0.0.1:PORT'],
    ['to another host', 'https://evil.example.com/', 'TOKEN', 'SECRET_REFUSED', 'not for evil.example.com:443'],
    ['to another port', 'https://api.example.com:8443/', 'TOKEN', 'SECRET_REFUSED', 'not for api.example.com:8443'],
    ['to a host below', 'https://x.api.example.com/', 'TOKEN', 'SECRET_REFUSED', 'not for x.api'],
    ['to a host that ends alike', 'https://evilapi.example.com/', 'TOKEN', 'SECRET_REFUSED', 'not for evilapi'],
    ['to a host with a dot at its end', 'https://api.example.com./', 'TOKEN', 'SECRET_REFUSED', 'not for api.example.com.:443'],
    ['over http to the port of https', 'http://api.example.com:443/', 'TOKEN', 'SECRET_REFUSED', 'plain http'],
    ['over plain http', 'http://plain.example.com/', 'PLAIN', 'SECRET_REFUSED', 'plain http'],
    ['to another agent', 'http://127.0.0.1:PORT/', 'MINE', 'SECRET_REFUSED', 'not for a'],
    ['without a host of its own', 'http://127.0.0.1:PORT/', 'NOWHERE', 'SECRET_REFUSED', 'for no host'],
    ['that no header can carry', 'http://127.0.0.1:PORT/', 'WIDE', 'SECRET_REFUSED', 'no header can carry'],
  ])('%s', async (_, url, name, refused, words) => {
    const at = (text: string): string => text.replace('PORT', String(server.port))
    const answer = await call({ url: at(url), headers: { authorization: `\${secret:${name}}` } })
    expect(answer).toMatchObject({ refused, message: expect.stringContaining(at(words)) })
    expect(JSON.stringify(answer)).not.toMatch(/value-of|canary|wert/)
    expect(server.seen).toEqual([])
  })

  test.each(['user-agent', 'accept', 'accept-language'])('in the header %s, which goes along to other hosts', async (name) => {
    expect(await call({ url: server.url, headers: { [name]: `\${secret:TOKEN}` } })).toMatchObject({ refused: 'SECRET_REFUSED' })
  })

  test.each([`/\${secret:TOKEN}`, '/%24%7Bsecret%3ATOKEN%7D', `/x#\${secret:TOKEN}`, `/a/$%7bsecret:TOKEN%7d/b`])(
    'in the path %s',
    async (path) => {
      expect(await call({ url: `${server.url}${path}` })).toMatchObject({ refused: 'SECRET_REFUSED' })
    },
  )

  test('in a host', async () => {
    expect(JSON.stringify(await call({ url: `https://\${secret:TOKEN}.evil.example/` }))).toMatch(/NET_BLOCKED|SECRET_REFUSED/)
  })

  test.each([
    ['terminal', { cmd: `curl -H "authorization: \${secret:TOKEN}" https://api.example.com` }],
    ['web_fetch', { url: `https://api.example.com/?key=\${secret:TOKEN}` }],
  ] as const)('to %s', async (tool, args) => {
    const judged = await judge(tool, args)
    expect(judged).toMatchObject({
      ok: false,
      rule: 'secret.binding',
      error: { code: 'SECRET_REFUSED', message: expect.stringContaining('gets no secrets') },
    })
  })
})

test('agents are told of names and hosts, never of values', () => {
  const { description } = createHttpApi({ fetch, secrets: kept })
  expect(description).toContain(`TOKEN (${HOST}, api.example.com)`)
  expect(description).toContain(`\${secret:NAME}`)
  expect(description).not.toMatch(/canary|value-of/)
  expect(createHttpApi({ fetch }).description).not.toContain('secret')
})
