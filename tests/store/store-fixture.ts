import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, systemClock } from '../../src/kernel/clock.ts'
import { createRedactor } from '../../src/kernel/redact.ts'
import { openStore, type StoreOptions } from '../../src/store/open-store.ts'
import { currentOwner, ownerIsAlive } from '../../src/store/owner.ts'
import type { Fence } from '../../src/store/records.ts'
import type { NewRun, Store } from '../../src/store/store.ts'

export const SECRET = 'canary-secret-value-12345'
export const RUN = '0123456789ab'

export interface StoreFixture {
  readonly dir: string
  readonly options: StoreOptions
  readonly store: Store
  /** Another connection to the same files, closed with the fixture. */
  open(changes?: Partial<StoreOptions>): Store
  dispose(): void
}

export function storeOptions(dir: string, changes: Partial<StoreOptions> = {}): StoreOptions {
  return {
    path: join(dir, 'state', 'registry.db'),
    checkpointsPath: join(dir, 'state', 'checkpoints.db'),
    runLogsDir: join(dir, 'state', 'runs'),
    refsDir: join(dir, 'state', 'refs'),
    undo: { dir: join(dir, 'undo'), maxBytes: 1_000_000, keepMs: 86_400_000 },
    auditHeadPath: join(dir, 'user', 'audit-head.json'),
    marksDir: join(dir, 'user', 'registries'),
    requireVec: true,
    vecPath: null,
    clock: systemClock,
    redactor: createRedactor([SECRET]),
    isAlive: ownerIsAlive,
    clawVersion: '0.1.0',
    ...changes,
  }
}

export function storeFixture(changes: Partial<StoreOptions> = {}): StoreFixture {
  const dir = mkdtempSync(join(tmpdir(), 'claw-store-'))
  const options = storeOptions(dir, changes)
  const opened: Store[] = []
  function open(more: Partial<StoreOptions> = {}): Store {
    const store = openStore({ ...options, ...more })
    opened.push(store)
    return store
  }
  function dispose(): void {
    for (const store of opened) store.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { dir, options, store: open(), open, dispose }
}

export function newRun(run_id: string = RUN): NewRun {
  return { run_id, task: 'count files', session_id: 's', actor: 'user:me', origin: 'cli', workspace: '/w', engine: 'rules', options: {} }
}

/** A run that this process owns. */
export function ownedRun(store: Store, run_id: string = RUN): Fence {
  store.runs.create(newRun(run_id))
  return store.runs.claim(run_id, currentOwner())
}

export interface TestClock extends Clock {
  advance(ms: number): void
}

export function testClock(start = 1_800_000_000_000): TestClock {
  let now = start
  function advance(ms: number): void {
    now += ms
  }
  return { now: () => now, monotonic: () => now, advance }
}
