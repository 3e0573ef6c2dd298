import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/kernel/clock.ts'
import { createRedactor } from '../../src/kernel/redact.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'

/** A registry in a temporary folder. */
export function openTestStore(): { readonly store: Store; readonly close: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'claw-routing-'))
  const store = openStore({
    path: join(dir, 'registry.db'),
    checkpointsPath: join(dir, 'checkpoints.db'),
    runLogsDir: join(dir, 'runs'),
    refsDir: join(dir, 'refs'),
    undo: { dir: join(dir, 'undo'), maxBytes: 1_000_000, keepMs: 86_400_000 },
    auditHeadPath: join(dir, 'audit.head'),
    marksDir: join(dir, 'registries'),
    requireVec: true,
    vecPath: null,
    clock: systemClock,
    redactor: createRedactor([]),
    isAlive: () => true,
    clawVersion: '0.0.0',
  })
  function close(): void {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { store, close }
}
