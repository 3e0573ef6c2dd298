import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { currentOwner } from '../../src/store/owner.ts'
import { newRun, RUN, storeOptions } from './store-fixture.ts'

const SCRIPT = fileURLToPath(new URL('./store-child.ts', import.meta.url))
const children: ChildProcess[] = []
let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'claw-processes-'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(dir, { recursive: true, force: true })
})

interface Child {
  readonly process: ChildProcess
  /** Lines so far. */
  lines(): string[]
  firstLine: Promise<string>
  ended: Promise<unknown>
}

function start(...args: string[]): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let text = ''
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
  })
  return { process: child, lines: () => text.split('\n').slice(0, -1), firstLine, ended: once(child, 'close') }
}

test('of two processes that claim a run at once one gets it, the other is told who holds it; a killed owner gives way', async () => {
  const store = openStore(storeOptions(dir))
  store.runs.create(newRun())
  const both = [start('claim', dir), start('claim', dir)]
  const said = await Promise.all(both.map((child) => child.firstLine))
  const winner = both[said.indexOf('claimed 1')]
  expect(winner).toBeDefined()
  expect(said.find((line) => line.startsWith('RUN_HELD'))).toContain(`process ${winner?.process.pid} `)
  expect(() => store.runs.claim(RUN, currentOwner())).toThrow(expect.objectContaining({ code: 'RUN_HELD' }))
  winner?.process.kill('SIGKILL')
  await winner?.ended
  expect(store.runs.claim(RUN, currentOwner()).epoch).toBe(2)
  store.close()
})

test('events and audit records of several processes at once have no gap, no double and one chain', async () => {
  const store = openStore(storeOptions(dir))
  store.runs.create(newRun())
  const writers = ['50', '50', '50'].map((count) => start('append', dir, count))
  for (let i = 0; i < 30; i += 1) {
    store.events.appendUnfenced(RUN, { type: 'capsule.progress', data: { text: `own ${i}` } })
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all(writers.map((child) => child.ended))
  const seqs = store.events.list(RUN).map((event) => event.seq)
  expect(seqs).toEqual(Array.from({ length: 180 }, (_, i) => i + 1))
  expect(store.audit.verify()).toMatchObject({ ok: true, records: 150 })
  const mirrored = readFileSync(store.events.mirrorPath(RUN), 'utf8').split('\n').slice(0, -1)
  expect(mirrored.map((line) => JSON.parse(line))).toEqual(store.events.list(RUN))
  store.close()
}, 30_000)

test('a new registry that several processes open at once is made once', async () => {
  const opened = Array.from({ length: 4 }, () => start('open', dir))
  await Promise.all(opened.map((child) => child.ended))
  expect(opened.map((child) => child.lines())).toEqual(opened.map(() => ['ok']))
  const store = openStore(storeOptions(dir))
  expect(store.runs.list({ limit: 10 })).toHaveLength(4)
  store.close()
}, 30_000)

test('a kill at any moment loses nothing that was acknowledged, and the mirror is made up for', async () => {
  const options = storeOptions(dir)
  const store = openStore(options)
  store.runs.create(newRun())
  const child = start('flood', dir)
  await child.firstLine
  await new Promise((resolve) => setTimeout(resolve, 80))
  child.process.kill('SIGKILL')
  await child.ended
  const acknowledged = child.lines().length
  const events = store.events.list(RUN)
  expect(events.length).toBeGreaterThanOrEqual(acknowledged)
  expect(events.length).toBeLessThanOrEqual(acknowledged + 1)
  expect(store.audit.verify()).toMatchObject({ ok: true, records: events.length })
  expect(store.runs.markAbandoned()).toEqual([RUN])
  store.runs.claim(RUN, currentOwner())
  store.events.repairMirror(RUN)
  const mirrored = readFileSync(store.events.mirrorPath(RUN), 'utf8').split('\n').slice(0, -1)
  expect(mirrored.map((line) => JSON.parse(line).seq)).toEqual(events.map((event) => event.seq))
  store.close()
}, 30_000)
