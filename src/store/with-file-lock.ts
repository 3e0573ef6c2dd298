import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { ClawError } from '../kernel/claw-error.ts'
import { mapStoreErrors } from './store-error.ts'

const WAIT_MS = 5000

/**
 * Runs `act` while no other process holds the lock `path`. It is SQLite's own lock on an empty file: the system takes it back when a process
 * is killed, so that nothing stale is ever left. Throws STORE_BUSY after 5 s.
 */
export function withFileLock<T>(path: string, act: () => T): T {
  const db = mapStoreErrors(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return new Database(path, { timeout: WAIT_MS })
  })
  try {
    takeLock(db, path)
    return act()
  } finally {
    db.close()
  }
}

function takeLock(db: Database.Database, path: string): void {
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    throw new ClawError('STORE_BUSY', `Another process holds ${path}.`, { where: path, cause: error, retryable: true })
  }
}
