import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCodeCache, writeCodeCache } from '../../src/cli/code-cache.ts'
import { codeCachePath } from '../../src/config/code-cache-path.ts'
import { clawPlace } from '../helpers/claw-place.ts'

let root: string
let path: string
const CHUNKS = new Map([
  ['a.js', Buffer.from('one')],
  ['b.js', Buffer.alloc(1000, 7)],
])

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'claw-code-'))
  path = join(root, 'code', 'build-1', 'run.bin')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('gives back what was written, and only of the newest build', () => {
  writeCodeCache(join(root, 'code', 'build-0', 'run.bin'), CHUNKS)
  writeCodeCache(path, CHUNKS)
  expect([...readCodeCache(path)].map(([name, data]) => [name, data.toString('hex')])).toEqual(
    [...CHUNKS].map(([name, data]) => [name, data.toString('hex')]),
  )
  expect(readdirSync(join(root, 'code'))).toEqual(['build-1'])
  expect(readdirSync(join(root, 'code', 'build-1'))).toEqual(['run.bin'])
})

test.each([
  ['is cut short', () => truncateSync(path, 700)],
  ['is empty', () => writeFileSync(path, '')],
  ['has a byte changed', () => writeFileSync(path, readFileSync(path).fill(9, 500, 501))],
  ['may be written by others', () => chmodSync(path, 0o666)],
])('takes nothing from a file that %s', (_, damage) => {
  writeCodeCache(path, CHUNKS)
  damage()
  expect(readCodeCache(path).size).toBe(0)
})

test('does without when nothing can be written', () => {
  writeFileSync(join(root, 'code'), 'a file')
  writeCodeCache(path, CHUNKS)
  expect(readCodeCache(path).size).toBe(0)
})

test('is kept for names of commands alone', () => {
  for (const name of ['../x', '', 'a/b', '-o', 'x'.repeat(40)]) expect(codeCachePath('id', name)).toBeUndefined()
  expect(codeCachePath('id', 'delete-agent')).toMatch(/delete-agent\.bin$/)
})

test('the built program leaves its code with the user, works from it, and survives rubbish in its place', async () => {
  const place = clawPlace({ 'a.ts': '1' })
  const code = join(place.root, 'home', '.cache', 'closed-claw', 'code')
  expect((await place.run(['runs', '--json'])).code).toBe(0)
  const [build = ''] = readdirSync(code)
  const file = join(code, build, 'runs.bin')
  expect(existsSync(file)).toBe(true)
  const before = readFileSync(file)
  expect((await place.run(['runs', '--json'])).code).toBe(0)
  expect(readFileSync(file).equals(before)).toBe(true)
  writeFileSync(file, before.subarray(0, 4000))
  expect((await place.run(['runs', '--json'])).code).toBe(0)
  expect(readFileSync(file).length).toBeGreaterThan(4000)
  rmSync(code, { recursive: true })
  mkdirSync(join(place.root, 'home', '.cache', 'closed-claw', 'code'), { mode: 0o500 })
  expect((await place.run(['runs', '--json'])).code).toBe(0)
  place.remove()
})
