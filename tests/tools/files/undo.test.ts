import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/kernel/json.ts'
import { createFileIo } from '../../../src/tools/file-io/create-file-io.ts'
import { createPathJail } from '../../../src/tools/path-jail.ts'
import { lookAt } from '../../../src/tools/undo/look-at.ts'
import { planUndo, type RecordedChange, type UndoStep } from '../../../src/tools/undo/plan-undo.ts'
import { type ImagePort, namesIn } from '../../../src/tools/undo/planned-changes.ts'
import { undoChange } from '../../../src/tools/undo/undo-change.ts'
import { createVirtualTree } from '../../../src/tools/undo/virtual-tree.ts'
import { contextFor, put, remove, temporaryFolder } from './setup.ts'

let base: string
let root: string
let changes: RecordedChange[]
const kept = new Map<string, Buffer>()
const images: ImagePort = {
  keep: async (chunks) => {
    const parts: Uint8Array[] = []
    for await (const chunk of chunks) parts.push(Buffer.from(chunk))
    const data = Buffer.concat(parts)
    const sha256 = createHash('sha256').update(data).digest('hex')
    kept.set(sha256, data)
    return { sha256, bytes: data.length, kept: true }
  },
}

beforeEach(() => {
  base = temporaryFolder()
  root = join(base, 'work')
  changes = []
  put(root, { 'a.txt': 'one\n', 'tree/b.sh': 'b', 'tree/deep/c.bin': new Uint8Array([0, 1, 2]) })
  chmodSync(join(root, 'tree/b.sh'), 0o750)
})
afterEach(() => remove(base))

async function act(args: JsonObject): Promise<void> {
  const jail = createPathJail({ roots: [root] })
  const tool = createFileIo({ jail, images, searchWorkerPath: '' })
  const context = contextFor(root)
  const input = tool.canonicalise?.(tool.input.parse(args), context)
  if (input === undefined) throw new Error('no input')
  const prepared = await tool.prepare?.(input, context)
  for (const change of prepared?.changes ?? []) changes.push({ ...change, id: changes.length, has_image: true })
  expect(await tool.run(input, context, prepared)).toMatchObject({ ok: true })
}

async function undo(): Promise<UndoStep[]> {
  const jail = createPathJail({ roots: [root] })
  const { signal } = new AbortController()
  const steps = await planUndo(
    changes,
    createVirtualTree({ look: (path) => lookAt(path, { jail, signal }), names: (path) => namesIn(path, jail) }),
  )
  for (const step of steps) if (step.verdict === 'undo') undoChange(step.change, { jail, readImage: (hash) => kept.get(hash) })
  return steps
}

it('takes back a chain of every operation, with modes and times', async () => {
  const mtime = statSync(join(root, 'tree/b.sh')).mtimeMs
  await act({ op: 'edit', path: 'a.txt', old: 'one', new: 'two' })
  await act({ op: 'append', path: 'a.txt', content: 'three\n' })
  await act({ op: 'move', path: 'a.txt', to: 'new/folder/z.txt' })
  await act({ op: 'write', path: 'new/folder/z.txt', content: 'over' })
  await act({ op: 'move', path: 'new', to: 'newer' })
  await act({ op: 'write', path: 'newer/fresh.txt', content: 'x' })
  await act({ op: 'mkdir', path: 'm/n' })
  await act({ op: 'delete', path: 'tree', recursive: true })
  expect((await undo()).every(({ verdict }) => verdict === 'undo')).toBe(true)
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('one\n')
  expect([...readFileSync(join(root, 'tree/deep/c.bin'))]).toEqual([0, 1, 2])
  expect(statSync(join(root, 'tree/b.sh')).mode & 0o777).toBe(0o750)
  expect(Math.abs(statSync(join(root, 'tree/b.sh')).mtimeMs - mtime)).toBeLessThan(1)
  expect(['new', 'newer', 'm'].filter((name) => existsSync(join(root, name)))).toEqual([])
  // Killed after the last step and before it was marked.
  changes = changes.slice(0, 1)
  expect(await undo()).toMatchObject([{ verdict: 'settled' }])
})

it('never writes through a folder that became a link', async () => {
  await act({ op: 'write', path: 'tree/b.sh', content: 'changed' })
  put(base, { 'outside/b.sh': 'changed' })
  renameSync(join(root, 'tree'), join(root, 'aside'))
  symlinkSync(join(base, 'outside'), join(root, 'tree'))
  expect(await undo()).toMatchObject([{ verdict: 'skip' }])
  expect(readFileSync(join(base, 'outside/b.sh'), 'utf8')).toBe('changed')
})

it('leaves what somebody changed since', async () => {
  await act({ op: 'write', path: 'a.txt', content: 'agent' })
  writeFileSync(join(root, 'a.txt'), 'mine')
  expect(await undo()).toMatchObject([{ verdict: 'skip', reason: 'it was changed since' }])
  expect(readFileSync(join(root, 'a.txt'), 'utf8')).toBe('mine')
})
