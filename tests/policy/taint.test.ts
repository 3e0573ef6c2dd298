import { expect, test } from 'vitest'
import { namedHosts } from '../../src/policy/named-hosts.ts'
import { namedUrls, sendsData } from '../../src/policy/sends-data.ts'
import { taintRule } from '../../src/policy/taint-rule.ts'

const GET = { effect: 'network', reads_only: true, contained: true } as const
const TASK = 'Read https://docs.example.com/guide?v=2, compare it with example.org/a/b and (http://x.test/y).'

test.each<[string, string, object, boolean]>([
  ['typed word for word', 'https://docs.example.com/guide?v=2', {}, false],
  ['typed, with another fragment', 'https://docs.example.com/guide?v=2#secret', {}, false],
  ['typed without a scheme', 'https://example.org/a/b', {}, false],
  ['typed in brackets', 'http://x.test/y', {}, false],
  ['the front page of a host that was typed', 'https://docs.example.com/', {}, false],
  ['another query', 'https://docs.example.com/guide?v=2&d=secret', {}, true],
  ['another path', 'https://docs.example.com/secret', {}, true],
  ['other case in the path', 'https://docs.example.com/Guide?v=2', {}, true],
  ['a query on a typed host', 'https://docs.example.com/?secret', {}, true],
  ['a host that spells it out', 'https://secret.example.com/', {}, true],
  ['a typed host at another port', 'https://docs.example.com:8443/', {}, true],
  ['a header', 'https://docs.example.com/', { headers: { 'x-d': 'secret' } }, true],
  ['no headers', 'https://docs.example.com/', { headers: {} }, false],
  ['no address', 'nonsense', {}, true],
])('GET: %s', (_, url, more, sends) => {
  expect(sendsData({ ...GET, args: { url, ...more }, named_urls: namedUrls(TASK), named_hosts: namedHosts(TASK) })).toBe(sends)
})

test('what is not a plain read of an address sends; a contained program does not', () => {
  const named = { named_urls: namedUrls(TASK), named_hosts: namedHosts(TASK) }
  const args = { url: 'http://x.test/y' }
  expect(sendsData({ ...GET, reads_only: false, args, ...named })).toBe(true)
  expect(sendsData({ ...GET, effect: 'spend', args, ...named })).toBe(true)
  expect(sendsData({ ...GET, effect: 'exec', args: {}, ...named })).toBe(false)
  expect(sendsData({ ...GET, effect: 'exec', contained: false, args: {}, ...named })).toBe(true)
  expect(sendsData({ ...GET, effect: 'write', args: {}, ...named })).toBe(false)
})

test('it takes both, and something that leaves', () => {
  const taint = { untrusted: true, private: true, sources: ['web page x', 'file y'] }
  expect(taintRule({ taint, sends_data: true })).toMatchObject({
    decision: 'ask',
    rule: 'taint.exfiltration',
    reason: expect.stringMatching(/web page x and file y/),
  })
  expect(taintRule({ taint, sends_data: false })).toBeUndefined()
  expect(taintRule({ taint: { ...taint, private: false }, sends_data: true })).toBeUndefined()
  expect(taintRule({ taint: { ...taint, untrusted: false }, sends_data: true })).toBeUndefined()
})
