import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { newRun, ownedRun, RUN, storeFixture, storeOptions } from './store-fixture.ts'

const WRITES = 40

test('a WAL cut at any byte opens to a prefix of the acknowledged transactions', () => {
  const fixture = storeFixture()
  const fence = ownedRun(fixture.store)
  for (let i = 1; i <= WRITES; i += 1) {
    fixture.store.transaction(fence, () => {
      fixture.store.events.append(fence, { type: 'capsule.progress', data: { text: 'x'.repeat((i * 577) % 9000) } })
      fixture.store.audit.append({ actor: 'test', action: 'write', target: `${i}` })
      fixture.store.runs.update(fence, { exit_code: i })
    })
  }
  const { path } = fixture.options
  const wal = readFileSync(`${path}-wal`).length
  expect(wal).toBeGreaterThan(100_000)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: wal }), (cut) => {
      const prefix = reopenedAfter(path, cut, join(fixture.dir, 'copy'))
      if (cut === wal) expect(prefix).toBe(WRITES)
    }),
    { numRuns: 40, examples: [[0], [wal], [wal - 1], [31], [32]] },
  )
  fixture.dispose()
})

/** Copies database and WAL, cuts the WAL, opens. Returns how many writes are there. */
function reopenedAfter(path: string, cut: number, dir: string): number {
  const options = storeOptions(dir)
  mkdirSync(dirname(options.path), { recursive: true })
  copyFileSync(path, options.path)
  copyFileSync(`${path}-wal`, `${options.path}-wal`)
  truncateSync(`${options.path}-wal`, cut)
  const store = openStore(options)
  try {
    expect(store.integrity()).toBe('ok')
    const count = store.events.list(RUN).length
    expect(store.events.list(RUN).map((event) => event.seq)).toEqual(Array.from({ length: count }, (_, i) => i + 1))
    // One transaction wrote all three.
    expect(store.audit.verify()).toMatchObject({ ok: true, records: count })
    expect(store.runs.get(RUN)?.exit_code ?? 0).toBe(count)
    store.runs.create(newRun('ffffffffffff'))
    return count
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
