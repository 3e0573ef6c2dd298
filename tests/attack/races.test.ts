import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { createFileIo } from '../../src/tools/file-io/create-file-io.ts'
import { createPathJail, type PathJail } from '../../src/tools/path-jail.ts'

const READS = 30_000
const WRITES = 10_000
const SECRET = 'SECRET'

let base: string
let root: string
let jail: PathJail
let swapper: Worker
beforeAll(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'claw-race-')))
  root = join(base, 'work')
  for (const folder of ['work/real', 'outside']) mkdirSync(join(base, folder), { recursive: true })
  writeFileSync(join(root, 'real/f.txt'), 'inside')
  writeFileSync(join(base, 'outside/f.txt'), SECRET)
  jail = createPathJail({ roots: [root] })
  swapper = new Worker(SWAP, { eval: true, workerData: { root, base } })
})
afterAll(async () => {
  await swapper.terminate()
  rmSync(base, { recursive: true, force: true })
})

/** Swaps a link between inside and outside, a folder for a link, and a file for a link or a second name of a file outside, without pause. */
const SWAP = `
const fs = require('node:fs'); const { root, base } = require('node:worker_threads').workerData
const quietly = (act) => { try { act() } catch {} }
for (;;) {
  for (const target of [base + '/outside', root + '/real']) {
    quietly(() => fs.symlinkSync(target, root + '/tmp')); quietly(() => fs.renameSync(root + '/tmp', root + '/link'))
  }
  quietly(() => fs.renameSync(root + '/real', root + '/aside')); quietly(() => fs.symlinkSync(base + '/outside', root + '/real'))
  quietly(() => fs.unlinkSync(root + '/real')); quietly(() => fs.renameSync(root + '/aside', root + '/real'))
  for (const make of [() => fs.symlinkSync(base + '/outside/f.txt', root + '/name'), () => fs.linkSync(base + '/outside/f.txt', root + '/name'), () => fs.writeFileSync(root + '/name', 'inside')]) {
    quietly(() => fs.unlinkSync(root + '/name')); quietly(make)
  }
}`

const NAMES = ['link/f.txt', 'real/f.txt', 'name']

test(`${READS} reads while everything on the way is swapped: none gives what is outside`, { timeout: 120_000, retry: 0 }, () => {
  const seen = { inside: 0, refused: 0, leaked: 0 }
  const buffer = Buffer.alloc(32)
  for (let count = 0; count < READS; count += 1) {
    try {
      const file = jail.openFile(jail.resolve(NAMES[count % NAMES.length] ?? ''))
      const text = buffer.toString('utf8', 0, readSync(file.fd, buffer, 0, 32, 0))
      file.close()
      seen[text.includes(SECRET) ? 'leaked' : 'inside'] += 1
    } catch (error) {
      if (!(error instanceof ClawError)) throw error
      seen.refused += 1
    }
  }
  expect(seen.leaked).toBe(0)
  expect(seen.inside).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(100)
})

test(`${WRITES} writes by file_io while everything on the way is swapped: none lands outside`, { timeout: 240_000, retry: 0 }, async () => {
  const tool = createFileIo({ jail, searchWorkerPath: '' })
  const context = { run_id: 'r', subtask_id: 's', agent_id: 'a', workspace: root, signal: new AbortController().signal, named_hosts: [] }
  const seen = { written: 0, refused: 0 }
  for (let count = 0; count < WRITES; count += 1) {
    const path = NAMES[count % NAMES.length] ?? ''
    try {
      const input = tool.canonicalise?.(tool.input.parse({ op: 'write', path, content: 'written' }), context)
      if (input === undefined) throw new Error('file_io makes its arguments canonical')
      const outcome = await tool.run(input, context, await tool.prepare?.(input, context))
      seen[outcome.ok ? 'written' : 'refused'] += 1
    } catch (error) {
      if (!(error instanceof ClawError)) throw error
      seen.refused += 1
    }
  }
  expect([readFileSync(join(base, 'outside/f.txt'), 'utf8'), readdirSync(join(base, 'outside'))]).toEqual([SECRET, ['f.txt']])
  expect(existsSync(join(base, 'written'))).toBe(false)
  expect(seen.written).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(100)
})
