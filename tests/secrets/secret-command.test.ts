import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHidden } from '../../src/cli/read-hidden.ts'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'

const VALUE = 'command-canary-55d0c2'
let place: ClawPlace
beforeEach(() => {
  place = clawPlace()
})
afterEach(() => place.remove())

const secretsFile = (): string => readFileSync(join(place.configDir, 'secrets.json'), 'utf8')

describe('claw secret', () => {
  it('takes a value from stdin and never shows it again', async () => {
    const set = await place.run(
      ['secret', 'set', 'GITHUB_TOKEN', '--host', 'api.github.com,uploads.github.com', '--agent', 'file-analyst'],
      { input: `${VALUE}\n` },
    )
    expect(set).toMatchObject({ code: 0, stderr: '' })
    expect(secretsFile()).toContain(`"${VALUE}"`)
    const list = await place.run(['secret', 'list', '--json'])
    expect(JSON.parse(list.stdout)).toMatchObject({
      ok: true,
      result: [{ name: 'GITHUB_TOKEN', for: 'tools', hosts: ['api.github.com', 'uploads.github.com'], agents: ['file-analyst'], uses: 0 }],
    })
    const rotated = await place.run(['secret', 'set', 'GITHUB_TOKEN', '--json'], { input: 'another-value-of-it' })
    expect(JSON.parse(rotated.stdout).result).toMatchObject({
      hosts: ['api.github.com', 'uploads.github.com'],
      agents: ['file-analyst'],
      replaced: true,
    })
    const text = await place.run(['secret', 'list'])
    const removed = await place.run(['secret', 'rm', 'GITHUB_TOKEN'])
    expect(removed.code).toBe(0)
    expect([set, list, text, removed].map((ran) => ran.stdout + ran.stderr).join('')).not.toContain(VALUE)
    expect((await place.run(['secret', 'rm', 'GITHUB_TOKEN'])).code).toBe(8)
    expect((await place.run(['secret'])).stdout).toContain('No secrets')
  })

  it.each([
    ['set', 'GITHUB_TOKEN', VALUE],
    ['set', 'GITHUB_TOKEN', VALUE, '--host', 'api.github.com'],
    ['set', `GITHUB_TOKEN=${VALUE}`],
    ['set', 'GITHUB_TOKEN', '--', VALUE],
  ])('refuses a value among the arguments: %s %s %s', async (...args) => {
    const ran = await place.run(['secret', ...args], { input: VALUE })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('history of your shell')
    expect(ran.stdout + ran.stderr).not.toContain(VALUE)
    expect(() => secretsFile()).toThrow()
  })

  it.each([
    [['set', VALUE], 'made of A-Z'],
    [['set', 'CLOSED_CLAW_SANDBOX'], 'is a setting'],
    [['set', 'OPENAI_API_KEY', '--host', 'evil.example'], 'that provider alone'],
    [['set', 'GITHUB_TOKEN'], 'needs the host'],
    [['set', 'GITHUB_TOKEN', '--host', '*.github.com'], 'not one host'],
    [['set', 'GITHUB_TOKEN', '--host', 'github.com', '--agent', '../x'], 'id of an agent'],
    [['set'], 'needs the name'],
    [['rm'], 'needs the name'],
    [['list', VALUE], 'takes no name'],
    [['audit', VALUE], 'takes no name'],
    [['rm', 'A', VALUE], 'takes one name'],
    [['rm', VALUE], 'no secret of that name'],
  ] as const)('refuses %j in words that tell no value', async (args, words) => {
    const ran = await place.run(['secret', ...args], { input: VALUE })
    expect([2, 8]).toContain(ran.code)
    expect(ran.stderr).toContain(words)
    expect(ran.stdout + ran.stderr).not.toContain(VALUE)
  })

  it('loses nothing when eight write at once', async () => {
    const names = Array.from({ length: 8 }, (_, i) => `TOKEN_${i}`)
    const ran = await Promise.all(
      names.map((name) => place.run(['secret', 'set', name, '--host', 'a.example'], { input: `value-of-${name}` })),
    )
    expect(ran.map(({ code }) => code)).toEqual(names.map(() => 0))
    expect(Object.keys(JSON.parse(secretsFile()).secrets)).toEqual(names)
  })

  it('gives the engine its key, and doctor says from where', async () => {
    await place.run(['secret', 'set', 'OPENAI_API_KEY'], { input: VALUE })
    const doctor = await place.run(['doctor', '--json'], { env: { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' } })
    expect(JSON.parse(doctor.stdout).result.settings).toContainEqual({
      name: 'OPENAI_API_KEY',
      value: '(set, hidden)',
      origin: 'secrets.json',
    })
    expect(doctor.stdout + doctor.stderr).not.toContain(VALUE)
  })

  it('finds a value that stands in plain text in the state, in any form', async () => {
    await place.run(['init'])
    await place.run(['secret', 'set', 'GITHUB_TOKEN', '--host', 'api.github.com'], { input: VALUE })
    const clean = await place.run(['secret', 'audit', '--json'])
    expect(JSON.parse(clean.stdout)).toMatchObject({ ok: true, exit_code: 0, result: { exposed: [] } })
    expect(JSON.parse(clean.stdout).result.files).toBeGreaterThan(3)
    place.write('.closed_claw/runs/old.jsonl', `${'x'.repeat(65_530)}${VALUE}`)
    writeFileSync(
      join(place.configDir, 'policy.json'),
      JSON.stringify({ version: 1, rules: [], note: Buffer.from(`me:${VALUE}`).toString('base64') }),
    )
    const found = await place.run(['secret', 'audit'])
    expect(found.code).toBe(9)
    expect(found.stdout).toContain('runs/old.jsonl')
    expect(found.stdout).toContain('policy.json')
    expect(found.stderr).toContain('SECRET_EXPOSED')
    expect(found.stdout + found.stderr).not.toContain(VALUE)
  })
})

describe('the hidden prompt', () => {
  const type = async (...chunks: string[]): Promise<{ value: string | undefined; shown: string }> => {
    const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin }) as unknown as NodeJS.ReadStream
    const stderr = new PassThrough()
    const value = readHidden(stdin, stderr)
    for (const chunk of chunks) (stdin as unknown as PassThrough).write(chunk)
    return { value: await value, shown: String(stderr.read() ?? '') }
  }

  it('takes a line, a paste and a correction, and shows nothing', async () => {
    expect(await type('abc', 'd\u007fe\r')).toEqual({ value: 'abce', shown: '\n' })
    expect(await type('\u001b[200~pasted-text\u001b[201~\r')).toEqual({ value: 'pasted-text', shown: '\n' })
  })

  it.each(['\u0003', '\u0004', '\u001b'])('gives up at %j', async (key) => {
    expect((await type('abc', key)).value).toBeUndefined()
  })
})
