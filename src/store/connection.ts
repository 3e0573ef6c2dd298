import { accessSync, constants, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { errorCode, mapStoreErrors } from './store-error.ts'

const BUSY_TIMEOUT_MS = 5000
const RETRY_MS = 10

export interface Connection {
  readonly db: Database.Database
  readonly path: string
}

/**
 * Opens a database the only way that claw does: WAL, foreign keys on, 5 s of patience, and synchronous FULL. `cache`: what is in it can be made
 * again, so that losing the newest commits to a power cut is no loss; a killed process loses none either way.
 */
export function openConnection(path: string, { cache = false } = {}): Connection {
  return mapStoreErrors(path, () => {
    mkdirSync(dirname(path), { recursive: true })
    const db = new Database(path, { timeout: BUSY_TIMEOUT_MS })
    try {
      configure(db, cache)
      // SQLite opens a file without write permission silently for reading: say it now, not in the middle of a run.
      accessSync(path, constants.W_OK)
    } catch (error) {
      db.close()
      throw error
    }
    return { db, path }
  })
}

function configure(db: Database.Database, cache: boolean): void {
  switchToWal(db)
  db.pragma(`synchronous = ${cache ? 'NORMAL' : 'FULL'}`)
  db.pragma('foreign_keys = ON')
}

// The switch to WAL does not wait for the busy timeout when another process switches at the same moment.
function switchToWal(db: Database.Database): void {
  const deadline = performance.now() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      db.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (errorCode(error)?.startsWith('SQLITE_BUSY') !== true || performance.now() > deadline) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS)
    }
  }
}
