import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clawVersion } from '../../config/claw-version.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { Redactor } from '../../kernel/redact.ts'
import type { EventOf } from '../../protocol/events.ts'
import { openStore } from '../../store/open-store.ts'
import { currentOwner, ownerIsAlive } from '../../store/owner.ts'
import type { Store } from '../../store/store.ts'
import { copyKept } from '../fork/copy-run.ts'
import type { RecordedRun, Recording } from './recording.ts'
import { takenOver } from './taken-over.ts'

export interface ScratchStore {
  readonly store: Store
  close(): void
}

/** A registry of its own in a temporary folder, which goes with it. */
export function openScratchStore(redactor: Redactor): ScratchStore {
  const dir = mkdtempSync(join(tmpdir(), 'claw-replay-'))
  const remove = (): void => rmSync(dir, { recursive: true, force: true })
  process.once('exit', remove)
  const store = openStore({
    path: join(dir, 'registry.db'),
    checkpointsPath: join(dir, 'checkpoints.db'),
    runLogsDir: join(dir, 'runs'),
    refsDir: join(dir, 'refs'),
    undo: { dir: join(dir, 'undo'), maxBytes: 0, keepMs: 0 },
    auditHeadPath: join(dir, 'heads', 'audit.json'),
    marksDir: join(dir, 'marks'),
    requireVec: false,
    vecPath: null,
    clock: systemClock,
    redactor,
    isAlive: ownerIsAlive,
    clawVersion: clawVersion(),
  })
  return {
    store,
    close: () => {
      store.close()
      remove()
      process.off('exit', remove)
    },
  }
}

/** The run as it was before any work (a fork: with what it took over), and the earlier runs of its session as they were then. */
export function seedRun(store: Store, recording: Recording): void {
  const { run, events, session } = recording
  for (const earlier of session) seedEarlier(store, earlier)
  const started = events.find((event) => event.type === 'run.started')
  createAs(store, run, started?.type === 'run.started' ? started.data.engine : run.engine)
  if (started?.type === 'run.started')
    store.events.appendUnfenced(run.run_id, { type: started.type, actor: started.actor, data: started.data })
  const forked = events.find((event) => event.type === 'run.forked')
  if (forked?.type === 'run.forked') seedFork(store, recording, forked)
}

function seedFork(store: Store, recording: Recording, forked: EventOf<'run.forked'>): void {
  const fence = store.runs.claim(recording.run.run_id, currentOwner())
  const kept = takenOver(recording, forked)
  store.events.append(fence, { type: forked.type, actor: forked.actor, data: forked.data })
  const specs = kept.subtasks.map(({ row }) => row.spec)
  copyKept(store, fence, recording.refs, kept, specs)
  store.runs.release(fence)
}

function createAs(store: Store, run: RecordedRun, engine: RecordedRun['engine']): void {
  const { run_id, task, session_id, actor, origin, workspace, options } = run
  store.runs.create({ run_id, task, session_id, actor, origin, workspace, engine, options })
}

function seedEarlier(store: Store, { run, taint }: Recording['session'][number]): void {
  createAs(store, run, run.engine)
  const fence = store.runs.claim(run.run_id, currentOwner())
  store.runs.update(fence, { status: 'completed', result: run.result })
  for (const event of taint) if (event.type === 'run.tainted') store.events.append(fence, { type: event.type, data: event.data })
  store.runs.release(fence)
}
