import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { ClawError } from '../kernel/claw-error.ts'
import { mapStoreErrors } from './store-error.ts'

const WAIT_MS = 30_000
const POLL_MS = 20

/** Like withFileLock, for work that itself waits: other tasks of this process, and other processes, go on meanwhile. Throws STORE_BUSY after 30 s. */
export async function withAsyncFileLock<T>(path: string, act: () => Promise<T>): Promise<T> {
  const db = mapStoreErrors(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return new Database(path, { timeout: 0 })
  })
  try {
    await takeLock(db, path)
    return await act()
  } finally {
    db.close()
  }
}

async function takeLock(db: Database.Database, path: string): Promise<void> {
  const deadline = Date.now() + WAIT_MS
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE')
      return
    } catch (error) {
      const busy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
      if (!busy || Date.now() > deadline)
        throw new ClawError('STORE_BUSY', `Another process holds ${path}.`, { where: path, cause: error, retryable: true })
    }
    await sleep(POLL_MS)
  }
}
