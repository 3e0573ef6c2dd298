import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSecretBook, type SecretBook } from '../../src/app/secrets/secret-book.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { isSecretHost, secretValueProblem } from '../../src/config/secrets/secret.ts'
import { readSecretFile } from '../../src/config/secrets/secret-file.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'

const VALUE = 'file-canary-7f3a91'
let root: string
let path: string
let book: SecretBook

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-secrets-')))
  book = createSecretBook(join(root, '.config', 'closed-claw'))
  path = book.path
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const secret = (name: string, value = VALUE) => ({ name, value, since: '2026-01-02T03:04:05.000Z', hosts: ['api.example.com'], agents: [] })
const failure = (act: () => unknown): ClawError => {
  try {
    act()
  } catch (error) {
    if (error instanceof ClawError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
const place = (text: string, mode = 0o600): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(path, text)
  chmodSync(path, mode)
}

describe('secrets.json', () => {
  it('is made 0600 in a folder of 0700 and gives back what was put', () => {
    book.put(secret('A_TOKEN'))
    book.put(secret('B_TOKEN', 'another-value'))
    book.put(secret('A_TOKEN', 'replaced-value'))
    expect(book.list().map(({ name, value }) => [name, value])).toEqual([
      ['A_TOKEN', 'replaced-value'],
      ['B_TOKEN', 'another-value'],
    ])
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
    expect(book.remove('A_TOKEN')).toBe(true)
    expect(book.remove('A_TOKEN')).toBe(false)
    expect(book.find('A_TOKEN')).toBeUndefined()
  })

  it.each([0o644, 0o640, 0o604, 0o620, 0o602, 0o666])('is refused with mode %o, and the fix is the chmod', (mode) => {
    place('{"version":1,"secrets":{}}', mode)
    expect(failure(() => book.list())).toMatchObject({ code: 'CONFIG_INVALID', fix: `chmod 600 ${path}` })
  })

  it('is cleaned of what a killed writer left behind', () => {
    book.put(secret('A_TOKEN'))
    writeFileSync(`${path}.99999.tmp`, VALUE, { mode: 0o600 })
    book.put(secret('B_TOKEN'))
    expect(readdirSync(dirname(path)).sort()).toEqual(['secrets.json', 'secrets.json.lock'])
    expect(book.list()).toHaveLength(2)
  })

  it('is refused when it belongs to somebody else', () => {
    place('{"version":1,"secrets":{}}')
    // Only root can give a file away; for everybody else the file that root owns is one of another user.
    const me = process.getuid?.()
    if (me === 0) chownSync(path, 65_534, 65_534)
    const foreign = me === 0 ? path : '/etc/hostname'
    const error = failure(() => readSecretFile(foreign))
    expect(error.message).toContain('belongs to another user')
    expect(error.fix).toContain('chown')
  })

  it('is refused in a folder that others can write', () => {
    place('{"version":1,"secrets":{}}')
    chmodSync(dirname(path), 0o777)
    expect(failure(() => book.list()).fix).toBe(`chmod 700 ${dirname(path)}`)
  })

  it('is refused as a link, a folder and a file too large', () => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(join(root, 'elsewhere.json'), '{"version":1,"secrets":{}}', { mode: 0o600 })
    symlinkSync(join(root, 'elsewhere.json'), path)
    expect(failure(() => book.list()).message).toContain('symbolic link')
    expect(failure(() => book.put(secret('A_TOKEN'))).message).toContain('symbolic link')
    rmSync(path)
    mkdirSync(path)
    expect(failure(() => book.list()).message).toContain('not a regular file')
    rmSync(path, { recursive: true })
    place(' '.repeat(1024 * 1024 + 1))
    expect(failure(() => book.list()).message).toContain('larger')
  })

  it.each([
    VALUE,
    `{"A_TOKEN": ${VALUE}}`,
    `{"A_TOKEN": {"value": "${VALUE}"}}`,
    `["${VALUE}"]`,
    `{"${VALUE}": "x"}`,
    `{"version": 2, "secrets": {"A": "${VALUE}"}}`,
    `{"version": 1, "secrets": "${VALUE}"}`,
    `{"version": 1, "secrets": {}, "${VALUE}": 1}`,
    `{"version": 1, "secrets": {"${VALUE}": {}}}`,
    `{"version": 1, "secrets": {"A": "${VALUE}"}}`,
    `{"version": 1, "secrets": {"A": {"value": "${VALUE}"}}}`,
    `{"version": 1, "secrets": {"A": {"value": "${VALUE}", "since": null, "hosts": ["*.evil.com"], "agents": []}}}`,
    `{"version": 1, "secrets": {"A": {"value": "${VALUE}", "since": null, "hosts": [], "agents": [], "${VALUE}": 1}}}`,
    `{"version": 1, "secrets": {"A": {"value": "${VALUE}\\n", "since": null, "hosts": [], "agents": []}}}`,
  ])('is refused when it is %s, and nothing of it is told', (text) => {
    place(text)
    const error = failure(() => readSecretFile(path))
    expect(error.code).toBe('CONFIG_INVALID')
    expect(`${error.message} ${error.fix} ${String(error.cause ?? '')}`).not.toContain(VALUE)
  })

  it('cannot set a setting', () => {
    place('{"CLOSED_CLAW_SANDBOX": "off"}')
    const error = failure(() => loadConfig({ env: { HOME: root }, cwd: root }))
    expect(error.message).toContain('is a setting')
  })

  it('gives the provider its key below the environment, and every value to the masking', () => {
    place(JSON.stringify({ OPENAI_API_KEY: 'key-of-the-file', MY_TOKEN: VALUE }))
    const load = (env: Record<string, string>) => loadConfig({ env: { HOME: root, ...env }, cwd: root })
    expect(load({})).toMatchObject({ provider: 'openai', apiKey: 'key-of-the-file', secrets: expect.arrayContaining([VALUE]) })
    expect(load({}).origins).toContainEqual({ name: 'OPENAI_API_KEY', value: '(set, hidden)', origin: 'secrets.json' })
    expect(load({ OPENAI_API_KEY: 'key-of-the-shell' }).apiKey).toBe('key-of-the-shell')
  })
})

describe('what can be kept', () => {
  it.each(['', 'short', 'line\nbreak-in-it', 'nul\u0000in-it-here', 'x'.repeat(8193)])('is not %j', (value) => {
    expect(secretValueProblem(value)).toBeDefined()
  })

  it.each(['api.example.com', 'api.example.com:8443', '127.0.0.1:8080', '[::1]:8080', 'xn--bcher-kva.example'])(
    'is bound to %s',
    (host) => {
      expect(isSecretHost(host)).toBe(true)
    },
  )

  it.each([
    '*.example.com',
    'https://api.example.com',
    'api.example.com/path',
    'user@api.example.com',
    'API.example.com',
    'a b',
    '',
    'a.com:99999',
    'a.com#b',
    'a.com?b',
    '0x7f.1',
    'bücher.example',
    'a.com\\b',
    '%61.com',
  ])('is not bound to %s', (host) => {
    expect(isSecretHost(host)).toBe(false)
  })
})
