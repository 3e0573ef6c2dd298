import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import type { Redactor } from '../kernel/redact.ts'
import { createAgentFormStore } from './agent-form-store.ts'
import { createAgentRecordStore } from './agent-record-store.ts'
import { createAgentStore } from './agent-store.ts'
import { createApprovalStore } from './approval-store.ts'
import { createAuditLog } from './audit-log.ts'
import { openBroughtRuns } from './brought-runs.ts'
import { createChangeStore } from './change-store.ts'
import { createCheckpointer } from './checkpointer.ts'
import { type Connection, openConnection } from './connection.ts'
import { createCreationStore } from './creation-store.ts'
import { createEventLog } from './event-log.ts'
import { createEvolutionStore } from './evolution-store.ts'
import { fileId, openFeedStore, requireSame } from './feed-store.ts'
import { createFigureStore } from './figure-store.ts'
import { createImageStore } from './image-store.ts'
import { checkIntegrity } from './integrity.ts'
import { createJournalStore } from './journal-store.ts'
import { loadVec } from './load-vec.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations.ts'
import { currentOwner } from './owner.ts'
import type { Owner } from './records.ts'
import { createRefStore } from './ref-store.ts'
import { requireOwnTriggers } from './require-own-triggers.ts'
import { createRunPages } from './run-pages.ts'
import { createRunStore } from './run-store.ts'
import { createSqliteCapsuleQueue } from './sqlite-capsule-queue.ts'
import type { Store } from './store.ts'
import { mapStoreErrors } from './store-error.ts'
import { createSubtaskStore } from './subtask-store.ts'
import { createUnitOfWork } from './unit-of-work.ts'
import { createPlainIndex, createVecIndex } from './vector-index.ts'

/** Paths are absolute. */
export interface StoreOptions {
  /** registry.db */
  readonly path: string
  /** checkpoints.db */
  readonly checkpointsPath: string
  /** Where `<run_id>.jsonl` mirrors the events of each run. */
  readonly runLogsDir: string
  /** Where large results are kept by their hash. */
  readonly refsDir: string
  /** Where the before-images of changed files are kept, how much of them and how long. */
  readonly undo: { readonly dir: string; readonly maxBytes: number; readonly keepMs: number }
  /** The head of the audit chain: outside of the workspace, one file per registry. */
  readonly auditHeadPath: string
  /** Outside of the workspace too: which registries this user knows. */
  readonly marksDir: string
  /** Fail with VEC_MISSING rather than search in plain SQL. */
  readonly requireVec: boolean
  /** A vec0 library of the user's own, or null. */
  readonly vecPath: string | null
  readonly clock: Clock
  readonly redactor: Redactor
  isAlive(owner: Owner): boolean
  readonly clawVersion: string
}

/** Opens the registry, creating or migrating it. Throws STATE_UNWRITABLE, STORE_FULL, STORE_CORRUPT, STORE_NEWER, STORE_BUSY or VEC_MISSING. */
export function openStore(options: StoreOptions): Store {
  makeFolders(options)
  const connection = openConnection(options.path)
  try {
    requireOwnTriggers(connection, MIGRATIONS)
    migrate(connection, { migrations: MIGRATIONS, isAlive: options.isAlive })
    const hasVec = loadVec(connection, { required: options.requireVec, path: options.vecPath })
    return assembleStore(connection, hasVec, options)
  } catch (error) {
    connection.db.close()
    throw error
  }
}

function makeFolders({ runLogsDir, refsDir, auditHeadPath }: StoreOptions): void {
  for (const dir of [runLogsDir, refsDir, dirname(auditHeadPath)]) {
    mapStoreErrors(dir, () => mkdirSync(dir, { recursive: true, mode: 0o700 }))
  }
}

function assembleStore(connection: Connection, hasVec: boolean, options: StoreOptions): Store {
  const unit = createUnitOfWork(connection)
  const shared = { connection, unit, clock: options.clock, redactor: options.redactor }
  const events = createEventLog({ ...shared, runLogsDir: options.runLogsDir, self: currentOwner() })
  const audit = createAuditLog({ ...shared, headPath: options.auditHeadPath })
  const index = hasVec ? createVecIndex(connection, unit) : createPlainIndex(connection)
  const checkpointer = createCheckpointer(options.checkpointsPath)
  const file = fileId(options.path)
  return {
    runs: createRunStore({ ...shared, clawVersion: options.clawVersion, isAlive: options.isAlive, onOwnerChange: events.forget }),
    runPages: createRunPages(shared),
    figures: createFigureStore(shared),
    creations: createCreationStore({ ...shared, isAlive: options.isAlive }),
    subtasks: createSubtaskStore(shared),
    journal: createJournalStore(shared),
    events,
    audit,
    approvals: createApprovalStore({ ...shared, events, audit }),
    agents: createAgentStore({ ...shared, index }),
    agentForms: createAgentFormStore(shared),
    agentRecords: createAgentRecordStore(shared),
    evolution: createEvolutionStore(shared),
    refs: createRefStore({ ...shared, dir: options.refsDir }),
    changes: createChangeStore(shared),
    brought: openBroughtRuns(connection, options.marksDir),
    images: createImageStore({ ...shared, ...options.undo, audit }),
    queue: createSqliteCapsuleQueue(shared),
    transaction: unit.run,
    openFeed: () => openFeedStore(options.path, file),
    requireSame: () => requireSame(options.path, file),
    checkpointer: checkpointer.get,
    integrity: () => checkIntegrity(connection),
    vectors: hasVec ? 'sqlite-vec' : 'plain',
    close: () => {
      audit.close()
      events.close()
      checkpointer.close()
      connection.db.close()
    },
  }
}
