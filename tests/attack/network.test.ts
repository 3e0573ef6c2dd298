import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CANARY, call, type HostilePlace, hostilePlace } from './hostile-place.ts'

let place: HostilePlace
let server: Server
let port = 0
const seen: string[] = []
beforeAll(async () => {
  place = hostilePlace()
  server = createServer((request, response) => {
    seen.push(String(request.url))
    response.end(CANARY)
  })
  await new Promise<void>((done) => server.listen(0, '0.0.0.0', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  place.remove()
})

/** Ways to write an address of this machine, of its network or of a metadata service. */
const HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '0177.1',
  '017700000001',
  '127.0.0.1.',
  '127.000.000.001',
  '0',
  '0.0.0.0',
  '127.255.255.254',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'foo.localhost',
  'ip6-localhost',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fe80::1%25lo]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '[::ffff:0:127.0.0.1]',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.254',
  '192.168.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '169.254.169.254.',
  '2852039166',
  '0xa9fea9fe',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '①②⑦.⓪.⓪.①',
  '１２７.０.０.１',
  '127。0。0。1',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
]

function urls(): string[] {
  return [
    ...HOSTS.map((host) => `http://${host}:${port}/host`),
    `http://user:pass@127.0.0.1:${port}/user`,
    `http://example.com@127.0.0.1:${port}/at`,
    `http://127.0.0.1:${port}#@example.com/`,
    `http://127.0.0.1:${port}\\@example.com/`,
    `http:\\\\127.0.0.1:${port}/back`,
    `http:/127.0.0.1:${port}/one`,
    `http:127.0.0.1:${port}/none`,
    `HTTP://127.0.0.1:${port}/case`,
    ` http://127.0.0.1:${port}/blank`,
    `http://127.0.0.1\t:${port}/tab`,
    `\nhttp://127.0.0.1:${port}/line`,
    `http://127.0.0.1:${port}%2f@example.com`,
    `//127.0.0.1:${port}/scheme`,
    'file:///etc/passwd',
    'file://localhost/etc/passwd',
    `gopher://127.0.0.1:${port}/_x`,
    `ftp://127.0.0.1:${port}/x`,
    `data:text/plain,${CANARY}`,
    'javascript:alert(1)',
    `unix:/var/run/docker.sock:/x`,
    `blob:http://127.0.0.1:${port}/x`,
    `http+unix://%2Fvar%2Frun%2Fdocker.sock/x`,
    'https://metadata.google.internal/computeMetadata/v1/',
  ]
}

test('76 addresses, by four kinds of calls, named by the person and trusted: nothing of this machine or its network is reached', {
  timeout: 180_000,
}, async () => {
  const calls = urls().flatMap((url) => [
    call('web_fetch', { url, timeout_s: 3 }),
    call('http_api', { url, method: 'GET', timeout_s: 3 }),
    call('http_api', { url, method: 'POST', json: { a: 1 }, timeout_s: 3 }),
    call('http_api', {
      url: 'https://unnamed.invalid/',
      method: 'GET',
      headers: { Host: `127.0.0.1:${port}`, 'X-Forwarded-Host': url },
      timeout_s: 3,
    }),
  ])
  expect(urls()).toHaveLength(76)
  const { replies, document, stderr } = await place.attack(calls, {
    env: { CLOSED_CLAW_POLICY: 'trusted' },
    task: `be hostile with http://127.0.0.1:${port}/ and http://localhost:${port}/`,
  })
  expect(document.error).toBeNull()
  expect(replies).toHaveLength(calls.length)
  expect(replies.filter((reply) => reply.ok)).toEqual([])
  expect(seen).toEqual([])
  expect(JSON.stringify(replies.map((reply) => reply['result'] ?? null))).not.toContain(CANARY)
  expect(stderr).not.toContain('root:x:0')
})

test('answers that our own wire could not carry: forbidden keys, depth without end; the agent gets them as text and goes on', {
  timeout: 60_000,
}, async () => {
  const bodies = [
    '{"constructor": 1, "a": 2}',
    '{"a": [{"__proto__": {"polluted": true}}]}',
    `${'['.repeat(500_000)}${']'.repeat(500_000)}`,
    `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`,
  ]
  const answering = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(bodies[Number(request.url?.slice(1))])
  })
  await new Promise<void>((done) => answering.listen(0, '127.0.0.1', done))
  const at = `127.0.0.1:${(answering.address() as AddressInfo).port}`
  const policy = { version: 1, rules: [{ id: 'own', decision: 'allow', hosts: [at] }] }
  writeFileSync(join(place.configDir, 'policy.json'), JSON.stringify(policy))
  const { replies, document } = await place.attack(bodies.map((_, n) => call('http_api', { url: `http://${at}/${n}`, method: 'GET' })))
  answering.close()
  rmSync(join(place.configDir, 'policy.json'))
  expect(document.error).toBeNull()
  expect(replies.map((reply) => reply.ok)).toEqual([true, true, true, true])
  expect(replies[0]?.['result']).toMatchObject({ json: bodies[0]?.replaceAll(': ', ':').replaceAll(', ', ',') })
})
