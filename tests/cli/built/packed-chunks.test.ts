import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readCodeCache } from '../../../src/cli/code-cache.ts'
import { CLAW, clawPlace } from '../../helpers/claw-place.ts'
import { openTerminal } from '../../helpers/terminal.ts'

const place = clawPlace({ 'a.ts': '1' })
const names = readdirSync(join(dirname(CLAW), 'claw'))
const packed = names.filter((name) => name.endsWith('.br')).map((name) => name.slice(0, -'.br'.length))
afterAll(() => place.remove())

function unpackedBy(command: string): string[] {
  const code = join(place.root, 'home', '.cache', 'closed-claw', 'code')
  const [build = ''] = readdirSync(code)
  const loaded = [...readCodeCache(join(code, build, `${command}.bin`)).keys()]
  expect(loaded.length).toBeGreaterThan(10)
  return loaded.filter((name) => packed.includes(name))
}

test('the chunks of the SDKs are packed, and none is there twice', () => {
  expect(packed.length).toBeGreaterThan(10)
  expect(packed.filter((name) => names.includes(name))).toEqual([])
})

test.each([
  ['home', []],
  ['runs', ['runs']],
  ['agents', ['agents']],
  ['run', ['run', 'How many TypeScript files are here, and which five are the largest?', '--no-input']],
])('%s unpacks nothing', async (command, args) => {
  expect((await place.run(args)).code).toBe(0)
  expect(unpackedBy(command)).toEqual([])
})

test('the menu unpacks nothing', async () => {
  const terminal = openTerminal([], { cwd: place.workspace, env: place.env })
  await terminal.shows('Doctor')
  terminal.press('ctrl+c')
  expect(await terminal.ended).toBe(0)
  await terminal.close()
  expect(unpackedBy('home')).toEqual([])
})

test('a packed chunk is unpacked, and works again as it was compiled', async () => {
  const judge = () => place.run(['policy', 'test', 'terminal', 'git push --force', '--json'])
  const [first, second] = [await judge(), await judge()]
  expect(first.stderr).toBe('')
  expect(first.stdout).toContain('git push --force')
  expect(second.stdout).toBe(first.stdout)
})
