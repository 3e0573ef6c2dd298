import type { ChildProcess } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'

let place: ClawPlace
beforeEach(() => {
  place = clawPlace({ 'a.ts': 'one\n' })
})
afterEach(() => place.remove())

const OFF = { env: { CLOSED_CLAW_SANDBOX: 'off' } }

/** A run without a terminal that waits for a yes, and who watches it. */
async function waiting(): Promise<{ readonly run: Ended; readonly watcher: Ended; readonly run_id: string }> {
  const run = ended(place.start(['run', 'run the command `echo x`', '--wait', '--no-input'], OFF))
  const run_id = await run.said(/run\s+([0-9a-f]{12})/)
  for (let tries = 0; tries < 100; tries += 1)
    if (JSON.parse((await place.run(['approvals', '--json'], OFF)).stdout).result.length > 0) break
  const watcher = ended(place.start(['watch', run_id], OFF))
  await watcher.said(/(\S)/)
  return { run, watcher, run_id }
}

test('a run that waits ends by itself when its registry is gone, says so, and goes on when it is back', { timeout: 60_000 }, async () => {
  const { run, watcher, run_id } = await waiting()
  const state = join(place.workspace, '.closed_claw')
  renameSync(state, `${state}.away`)
  expect(await run.code).toBe(75)
  expect(run.text()).toContain('was deleted or replaced while this process had it open. (STORE_REPLACED)')
  expect(run.text()).toContain(`claw resume ${run_id}`)
  expect(await watcher.code).toBe(75)
  rmSync(state, { recursive: true, force: true })
  renameSync(`${state}.away`, state)
  const shown = JSON.parse((await place.run(['runs', '--json'], OFF)).stdout).result
  expect(shown).toMatchObject([{ run_id, status: 'interrupted' }])
})

test('with the whole workspace gone it ends too', { timeout: 60_000 }, async () => {
  const { run, watcher } = await waiting()
  rmSync(place.workspace, { recursive: true })
  expect([await run.code, await watcher.code]).toEqual([75, 75])
  expect(run.text()).toContain('STORE_REPLACED')
})

interface Ended {
  readonly code: Promise<number | null>
  said(pattern: RegExp): Promise<string>
  text(): string
}

function ended(child: ChildProcess): Ended {
  let text = ''
  const hear = (data: Buffer): void => {
    text += data.toString('utf8')
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const code = new Promise<number | null>((done) => child.once('close', done))
  return {
    code,
    text: () => text,
    said: async (pattern) => {
      for (;;) {
        const [, found] = pattern.exec(text) ?? []
        if (found !== undefined) return found
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${text}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}
