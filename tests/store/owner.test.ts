import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { currentOwner, ownerIsAlive } from '../../src/store/owner.ts'
import { knownWorkspaces, rememberWorkspace } from '../../src/store/workspaces.ts'

const dirs: string[] = []
const children: ChildProcess[] = []
function temporary(): string {
  const dir = mkdtempSync(join(tmpdir(), 'claw-owner-'))
  dirs.push(dir)
  return dir
}
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

test('this process is alive; the same pid with another start time is somebody else', () => {
  const owner = currentOwner()
  expect(owner.pid).toBe(process.pid)
  expect(ownerIsAlive(owner)).toBe(true)
  expect(ownerIsAlive({ ...owner, start_time: '1' })).toBe(owner.start_time === '')
  expect(ownerIsAlive({ ...owner, start_time: '' })).toBe(true)
})

test('a process of another host counts as alive', () => {
  expect(ownerIsAlive({ pid: 4_000_000, start_time: '1', host: 'elsewhere' })).toBe(true)
})

test('a process that has ended is not alive', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  children.push(child)
  const owner = { ...currentOwner(), pid: child.pid ?? 0, start_time: '' }
  expect(ownerIsAlive(owner)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(ownerIsAlive(owner)).toBe(false)
})

test('workspaces are remembered, the last used first, each once', () => {
  const dir = join(temporary(), 'deep', 'state')
  expect(knownWorkspaces(dir)).toEqual([])
  for (const path of ['/a', '/b', '/a', '/a']) rememberWorkspace(dir, path)
  expect(knownWorkspaces(dir)).toEqual(['/a', '/b'])
  expect(readdirSync(dir)).toEqual(['workspaces.json'])
})

test.each(['', '{', '[]', '{"workspaces": 7}', 'null', '{"workspaces": [1, null, {}]}'])('a damaged list (%s) is an empty one', (text) => {
  const dir = temporary()
  writeFileSync(join(dir, 'workspaces.json'), text)
  expect(knownWorkspaces(dir)).toEqual([])
  rememberWorkspace(dir, '/a')
  expect(knownWorkspaces(dir)).toEqual(['/a'])
})

test('a list that cannot be written says so', () => {
  const dir = temporary()
  writeFileSync(join(dir, 'file'), '')
  expect(() => rememberWorkspace(join(dir, 'file'), '/a')).toThrow(expect.objectContaining({ code: 'STATE_UNWRITABLE' }))
})
