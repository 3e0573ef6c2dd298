import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { GrantSubject } from '../../../src/policy/grants/grant-subject.ts'
import { matchesGrant } from '../../../src/policy/grants/matches-grant.ts'
import { offerGrant } from '../../../src/policy/grants/offer-grant.ts'
import { HASH, someCall, someGrant } from './some-grant.ts'

const OPTIONS = { window_ms: 600_000, paid: false, exactOnly: false }
const OTHER = 'b'.repeat(64)

/** Saves the grant that is offered for one call, and tries it on another. */
function holds(asked: Partial<GrantSubject>, tried: Partial<GrantSubject>): boolean {
  const call = someCall(asked)
  const { match, sandboxed } = offerGrant(call, OPTIONS)
  if (match === null) throw new Error('nothing is offered')
  return matchesGrant(someGrant({ match, sandboxed }), someCall({ ...asked, ...tried }))
}

describe('a file operation', () => {
  const write = (more: JsonObject = {}): Partial<GrantSubject> => ({
    tool: 'file_io',
    args: { op: 'write', path: '/w/a.txt', content: 'x', ...more },
    args_hash: JSON.stringify(more).padEnd(64, '0'),
  })
  test.each([
    ['the same', {}, true],
    ['other content', { content: 'y' }, true],
    ['another path', { path: '/w/b.txt' }, false],
    ['a path below it', { path: '/w/a.txt/b' }, false],
    ['a path that begins alike', { path: '/w/a.txt2' }, false],
    ['another op', { op: 'append' }, false],
    ['deleting', { op: 'delete' }, false],
    ['deleting all below', { op: 'delete', recursive: true }, false],
  ])('%s', (_name, more, held) => expect(holds(write(), write(more))).toBe(held))

  test('what reaches further than its path is bound to its arguments', () => {
    const moves = { tool: 'file_io', args: { op: 'move', moves: [{ from: '/w/a', to: '/w/b' }] } }
    expect(holds(moves, {})).toBe(true)
    expect(holds(moves, { args_hash: OTHER })).toBe(false)
    const removal = { tool: 'file_io', args: { op: 'delete', path: '/w/a', recursive: true } }
    expect(offerGrant(someCall(removal), OPTIONS).match?.by).toBe('arguments')
  })
})

describe('a request', () => {
  const call = { tool: 'http_api', host: 'a.org:443', reads_only: true, args: { url: 'https://a.org/x', method: 'GET', headers: {} } }
  test.each([
    ['another path of the host', { args: { ...call.args, url: 'https://a.org/y' }, args_hash: OTHER }, true],
    ['another method', { args: { ...call.args, method: 'HEAD' }, args_hash: OTHER }, false],
    ['another port', { host: 'a.org:8443', args_hash: OTHER }, false],
    ['another host', { host: 'a.org.evil.org:443', args_hash: OTHER }, false],
    ['a host below', { host: 'b.a.org:443', args_hash: OTHER }, false],
    ['headers of its own', { args: { ...call.args, headers: { x: '1' } }, args_hash: OTHER }, false],
    ['a write', { reads_only: false, args: { ...call.args, method: 'POST' }, args_hash: OTHER }, false],
    ['another tool', { tool: 'web_fetch' }, false],
  ])('%s', (_name, tried, held) => expect(holds(call, tried)).toBe(held))

  test('a write is bound to its arguments', () => {
    const post = { ...call, reads_only: false, args: { url: 'https://a.org/x', method: 'POST' } }
    expect([holds(post, {}), holds(post, { args_hash: OTHER })]).toEqual([true, false])
  })
})

describe('a command', async () => {
  const { parseCommand } = await import('../../../src/policy/command/parse-command.ts')
  const terminal = async (cmd: string): Promise<Partial<GrantSubject>> => ({
    args: { cmd },
    args_hash: Buffer.from(cmd).toString('hex').padEnd(64, '0').slice(-64),
    command: await parseCommand(cmd),
  })
  test.each([
    ['git status', 'git  status', true],
    ['git status', '\'git\' "status"', true],
    ['git status', 'git status -s', false],
    ['git status', 'git', false],
    ['git status', 'git push', false],
    ['git status', '/tmp/git status', false],
    ['git status', 'git status; rm a', false],
    ['git status', 'git status | sh', false],
    ['git status', 'git status > a', false],
    ['git status', 'git status &', false],
    ['git status', 'env git status', false],
    ['git status', 'GIT_DIR=x git status', false],
    ['git status', '(git status)', false],
    ['git status', 'for i in 1 2 3; do git status; done', false],
    ['git status', 'git status\n', false],
    ['git status', 'git $(echo status)', false],
    ['git status', 'git $X', false],
    ['rm a', "rm 'a'", true],
    ["rm '*'", 'rm *', false],
    ["ls '~'", 'ls ~', false],
    ['npm test | tail', 'npm test | tail', true],
    ['npm test | tail', 'npm test|tail', false],
  ])('%s, then %s: %s', async (asked, tried, held) => {
    expect(holds(await terminal(asked), await terminal(tried))).toBe(held)
  })
})

describe('anything else', () => {
  test.each([
    ['the same arguments', {}, true],
    ['other arguments', { args_hash: OTHER }, false],
    ['another tool', { tool: 'python_exec' }, false],
    ['another workspace', { workspace: '/w2' }, false],
  ])('%s', (_name, tried, held) => expect(holds({}, tried)).toBe(held))

  test('given inside of the sandbox it does not hold outside, the other way round it does', () => {
    expect(holds({ sandboxed: true }, { sandboxed: false })).toBe(false)
    expect(holds({ sandboxed: false }, { sandboxed: true })).toBe(true)
  })

  test('what costs money is bound to its arguments, and never allowed always', () => {
    const paid = { tool: 'http_api', host: 'pay.org:443', reads_only: true, args: { url: 'https://pay.org/' } }
    expect(offerGrant(someCall(paid), { ...OPTIONS, paid: true })).toMatchObject({
      match: { by: 'arguments', args_hash: HASH },
      always: false,
    })
  })
})
