import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createGrantBook, type GrantBook } from '../../../src/policy/grants/grant-book.ts'
import { someCall, someGrant } from './some-grant.ts'

let dir: string
let file: string
let now = 0
let book: GrantBook
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'claw-grants-'))
  file = join(dir, 'grants.json')
  now = 1000
  book = createGrantBook({ userConfigDir: dir, clock: { now: () => now } })
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const find = (): string | undefined => book.find(someCall(), { exactOnly: false })?.id

test('saved for the user alone, found by another book, gone when it is revoked', () => {
  expect([book.list(), find()]).toEqual([[], undefined])
  book.add(someGrant())
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const other = createGrantBook({ userConfigDir: dir, clock: { now: () => now } })
  expect(other.find(someCall(), { exactOnly: true })?.id).toBe('g_000000000000')
  expect(other.remove((grant) => grant.id === 'g_000000000000')).toHaveLength(1)
  expect([find(), other.remove(() => true)]).toEqual([undefined, []])
  expect(readdirSync(dir).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('an expired one lets nothing through, at the very moment, and leaves with the next change', () => {
  book.add(someGrant({ scope: 'window', expires_at: 2000 }))
  now = 1999
  expect(find()).toBe('g_000000000000')
  now = 2000
  expect(find()).toBeUndefined()
  book.add(someGrant({ id: 'g_000000000001', match: { by: 'arguments', tool: 'x', args_hash: 'c'.repeat(64) } }))
  expect(book.list().map((grant) => grant.id)).toEqual(['g_000000000001'])
})

test('exactOnly takes no grant that is wider than its arguments', () => {
  const call = someCall({ tool: 'http_api', host: 'a.org:443', reads_only: true, args: { url: 'https://a.org/' } })
  book.add(someGrant({ match: { by: 'host', tool: 'http_api', host: 'a.org:443', method: 'GET' } }))
  expect(book.find(call, { exactOnly: false })?.id).toBe('g_000000000000')
  expect(book.find(call, { exactOnly: true })).toBeUndefined()
})

test('processes that save at once lose nothing', { timeout: 30_000 }, async () => {
  const script = fileURLToPath(new URL('./add-grants.ts', import.meta.url))
  const children = ['a', 'b', 'c'].map((letter) =>
    spawn(process.execPath, ['--import', 'tsx', script, dir, letter, '15'], { stdio: ['ignore', 'ignore', 'inherit'] }),
  )
  const codes = await Promise.all(children.map((child) => once(child, 'close')))
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0])
  expect(new Set(book.list().map((grant) => grant.id)).size).toBe(45)
})

describe('a file that is no grant file is an error, neither "none" nor "all"', () => {
  const good = JSON.stringify({ version: 1, grants: [someGrant()] })
  test.each([
    ['empty', ''],
    ['cut off', good.slice(0, -5)],
    ['a list', '[]'],
    ['another version', good.replace('"version":1', '"version":2')],
    ['an unknown member', good.replace('"scope"', '"allow_all":true,"scope"')],
    ['a wide match', good.replace('"arguments"', '"anything"')],
    ['a match of every tool', good.replace('"tool":"terminal"', '"tools":["*"]')],
    ['a short hash', good.replace('a'.repeat(64), 'a')],
    ['a strange id', good.replace('g_000000000000', '../../etc')],
    ['a member twice removed', JSON.stringify({ version: 1, grants: [{ ...someGrant(), match: undefined }] })],
  ])('%s', (_name, text) => {
    writeFileSync(file, text, { mode: 0o600 })
    const broken = expect.objectContaining({ code: 'CONFIG_INVALID', where: file })
    expect(() => find()).toThrow(broken)
    expect(() => book.list()).toThrow(broken)
    expect(() => book.add(someGrant({ id: 'g_000000000009' }))).toThrow(broken)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('a symbolic link, a folder, a file that others can write', () => {
    const elsewhere = join(dir, 'elsewhere.json')
    writeFileSync(elsewhere, good, { mode: 0o600 })
    symlinkSync(elsewhere, file)
    expect(() => find()).toThrow('it is a symbolic link')
    rmSync(file)
    writeFileSync(file, good)
    chmodSync(file, 0o666)
    expect(() => find()).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', fix: `chmod 600 ${file}` }))
    chmodSync(file, 0o644)
    expect(find()).toBe('g_000000000000')
    book.add(someGrant({ id: 'g_000000000001' }))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(existsSync(elsewhere)).toBe(true)
  })
})
