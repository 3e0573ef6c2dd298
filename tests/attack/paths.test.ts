import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../../src/kernel/json.ts'
import { CANARY, call, type HostilePlace, hostilePlace } from './hostile-place.ts'

let place: HostilePlace
beforeAll(() => {
  place = hostilePlace()
})
afterAll(() => place.remove())

/** Spellings of what lies outside, is hidden, or is no plain file. */
function targets(): string[] {
  const { outside, home, workspace, configDir } = place
  return [
    '../outside/secret.txt',
    './sub/../../outside/secret.txt',
    'sub/..//..//outside///secret.txt',
    join(outside, 'secret.txt'),
    `//${outside.slice(1)}/secret.txt`,
    `${workspace}/../outside/secret.txt`,
    `/proc/self/root${outside}/secret.txt`,
    `/proc/self/cwd/../outside/secret.txt`,
    '/proc/self/environ',
    '/proc/1/environ',
    '/etc/shadow',
    '/dev/mem',
    '/dev/stdin',
    'link.txt',
    'linked/secret.txt',
    'linked/folder/deep.txt',
    `rootlink${outside}/secret.txt`,
    'hard.txt',
    'pipe',
    '~/.netrc',
    `${home}/.netrc`,
    `${configDir}/note.txt`,
    '.env',
    './.env',
    'sub/../.env',
    '.ENV',
    '.env.local',
    '.env/',
    '.\u200benv',
    '．env',
    'keys/id_rsa',
    'keys/ID_RSA',
    'keys/server.pem',
    '.closed_claw/registry.db',
    '.closed_claw/../.closed_claw/registry.db',
    '.CLOSED_CLAW/registry.db',
    'notes.md\u0000.png',
    '..%2foutside%2fsecret.txt',
    'file:///etc/passwd',
    `ref:${'0'.repeat(64)}`,
    'ref:../../registry.db',
    'x'.repeat(5000),
    `${'d/'.repeat(600)}x`,
  ]
}

const READS: readonly ((path: string) => JsonObject)[] = [
  (path) => ({ op: 'read', path }),
  (path) => ({ op: 'read', path, tail: 5 }),
  (path) => ({ op: 'search', path, pattern: CANARY.slice(0, 6) }),
  (path) => ({ op: 'stat', path, fields: ['sha256'] }),
]

const WRITES: readonly ((path: string) => JsonObject)[] = [
  (path) => ({ op: 'write', path, content: 'overwritten' }),
  (path) => ({ op: 'append', path, content: 'appended' }),
  (path) => ({ op: 'edit', path, old: CANARY, new: 'edited' }),
  (path) => ({ op: 'delete', path }),
  (path) => ({ op: 'move', path, to: 'stolen.txt' }),
  (path) => ({ op: 'move', path: 'notes.md', to: path }),
]

test('no reading of 43 spellings, by four operations and by SQL, gives what is outside or hidden', async () => {
  const reads = targets().flatMap((path) => [
    ...READS.map((read) => call('file_io', read(path))),
    call('sql_query', { db_path: path, query: 'SELECT * FROM data' }),
  ])
  const { replies, document, stderr } = await place.attack(reads)
  expect(document.status).toBe('completed')
  expect(replies).toHaveLength(reads.length)
  const leaks = replies.filter((reply) => JSON.stringify(reply).includes(CANARY))
  expect(leaks).toEqual([])
  expect(stderr).not.toContain(CANARY)
})

test('no writing reaches them, by six operations and 43 spellings', async () => {
  const before = place.picture()
  const writes = targets()
    .filter((path) => path !== 'hard.txt')
    .flatMap((path) => WRITES.map((write) => call('file_io', write(path))))
  const { replies, document } = await place.attack(writes)
  expect(document.status).toBe('completed')
  expect(replies).toHaveLength(writes.length)
  expect(place.picture()).toEqual(before)
  expect(existsSync(join(place.workspace, 'stolen.txt')) ? 'stolen' : 'kept').toBe('kept')
})

test('hooks, claw state and policy of the workspace cannot be written', async () => {
  const before = place.picture()
  const paths = [
    '.git/hooks/pre-commit',
    '.git/hooks/post-checkout',
    '.GIT/hooks/x',
    '.git/config',
    '.git/objects/x',
    'sub/../.git/hooks/pre-push',
    '.closed_claw/policy.json',
    '.closed_claw/agents/new/manifest.json',
    '.closed_claw/agents/puppet/main.py',
    '.ssh/authorized_keys',
    '.npmrc/../.env',
  ]
  const { replies } = await place.attack(paths.map((path) => call('file_io', { op: 'write', path, content: 'x' })))
  expect(replies.map((reply) => reply.ok)).toEqual(paths.map(() => false))
  expect(place.picture()).toEqual(before)
  expect(existsSync(join(place.workspace, '.closed_claw', 'policy.json'))).toBe(false)
})
