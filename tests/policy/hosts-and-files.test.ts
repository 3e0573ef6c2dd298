import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadPolicy } from '../../src/policy/load-policy.ts'
import { matchesHost, namesHostAndPort } from '../../src/policy/match-host.ts'
import { namedHosts } from '../../src/policy/named-hosts.ts'

test.each([
  ['Read https://Example.org/path?q=1 and tell', ['example.org']],
  ['see http://127.0.0.1:8080/x', ['127.0.0.1:8080']],
  ['What does docs.example.com say?', ['docs.example.com']],
  ['Compare notes.md with data.csv and main.py', []],
  ['https://user:pass@example.org/', ['example.org']],
  ['no host here, e.g. nothing', []],
])('hosts named in %j', (task, hosts) => expect(namedHosts(task)).toEqual(hosts))

test('patterns of hosts', () => {
  expect(matchesHost('example.org', 'EXAMPLE.org:443')).toBe(true)
  expect(matchesHost('example.org:80', 'example.org:443')).toBe(false)
  expect(matchesHost('*.example.org', 'a.example.org:443')).toBe(true)
  expect(matchesHost('*.example.org', 'badexample.org:443')).toBe(false)
  expect(matchesHost('example.org', 'example.org.evil.net:443')).toBe(false)
  expect([
    namesHostAndPort('127.0.0.1', '127.0.0.1:80'),
    namesHostAndPort('*.1:80', '127.0.0.1:80'),
    namesHostAndPort('[::1]:80', '[::1]:80'),
  ]).toEqual([false, false, true])
})

describe('policy files', () => {
  let dir = ''
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'claw-policy-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  const write = (name: string, value: unknown): string => {
    const path = join(dir, name)
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    return path
  }
  const absent = (): string => join(dir, 'absent.json')

  test('those of the workspace may only narrow', () => {
    const rules = [
      { id: 'a', decision: 'allow' },
      { id: 'd', decision: 'deny' },
    ]
    const path = write('policy.json', { version: 1, rules })
    expect(loadPolicy({ user: path, workspace: absent() }).map((rule) => rule.id)).toEqual(['a', 'd'])
    expect(loadPolicy({ user: absent(), workspace: path }).map((rule) => rule.id)).toEqual(['d'])
  })

  test.each([
    ['{ "version": 1', /policy\.json is broken/],
    [{ version: 2, rules: [] }, /version/],
    [{ version: 1, rules: [{ id: 'x', decision: 'alow' }] }, /decision/],
    [{ version: 1, rules: [{ id: 'x', decision: 'deny', tool: ['terminal'] }] }, /tool/],
  ])('a broken one is an error, not an empty one: %j', (value, message) => {
    const path = write('policy.json', value)
    expect(() => loadPolicy({ user: path, workspace: absent() })).toThrow(message)
  })
})
