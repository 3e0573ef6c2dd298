import { ClawError } from '../kernel/claw-error.ts'
import type { Connection } from './connection.ts'
import type { Fence } from './records.ts'
import { UNIT_SQL } from './sql/unit-sql.ts'
import { prepareStatements } from './statements.ts'

/** What is to be done with everything of one kind that a transaction left behind, once it is committed. */
export type AfterCommit<T> = (items: T[]) => void

export interface UnitOfWork {
  /** One IMMEDIATE transaction, or a savepoint inside of the running one. With a fence, FENCED is thrown when the epoch has moved on. */
  run<T>(fence: Fence | undefined, fn: () => T): T
  /** Inside of `run`: hands `item` to `topic` after the commit, with the others of the same transaction; dropped by a rollback. */
  afterCommit<T>(topic: AfterCommit<T>, item: T): void
}

interface Queued {
  readonly topic: AfterCommit<unknown>
  readonly item: unknown
}

export function createUnitOfWork(connection: Connection): UnitOfWork {
  const sql = prepareStatements(connection, UNIT_SQL)
  let queue: Queued[] = []
  let depth = 0

  function run<T>(fence: Fence | undefined, fn: () => T): T {
    return depth === 0 ? outermost(fence, fn) : nested(fence, fn)
  }

  function outermost<T>(fence: Fence | undefined, fn: () => T): T {
    sql.begin.run()
    let result: T
    try {
      result = guarded(fence, fn)
      sql.commit.run()
    } catch (error) {
      queue = []
      // A full disk makes SQLite roll back by itself.
      if (connection.db.inTransaction) sql.rollback.run()
      throw error
    }
    publish()
    return result
  }

  function nested<T>(fence: Fence | undefined, fn: () => T): T {
    if (!connection.db.inTransaction) throw rolledBackError(connection.path)
    const mark = queue.length
    sql.savepoint.run()
    try {
      const result = guarded(fence, fn)
      sql.release.run()
      return result
    } catch (error) {
      queue.length = Math.min(mark, queue.length)
      if (connection.db.inTransaction) undoSavepoint()
      throw error
    }
  }

  function undoSavepoint(): void {
    sql.rollbackTo.run()
    sql.release.run()
  }

  function guarded<T>(fence: Fence | undefined, fn: () => T): T {
    depth += 1
    try {
      if (fence !== undefined) checkFence(fence)
      const result = fn()
      // An await would leave the transaction open to everybody else in this process.
      if (result instanceof Promise) throw new TypeError('a store transaction must not be asynchronous')
      return result
    } finally {
      depth -= 1
    }
  }

  function checkFence(fence: Fence): void {
    const row = sql.fence.get<{ epoch: number }>(fence.run_id)
    if (row?.epoch !== fence.epoch) throw fencedError(fence, row?.epoch)
  }

  function publish(): void {
    const items = queue
    queue = []
    for (const topic of new Set(items.map((queued) => queued.topic))) {
      topic(items.filter((queued) => queued.topic === topic).map((queued) => queued.item))
    }
  }

  function afterCommit<T>(topic: AfterCommit<T>, item: T): void {
    if (depth === 0) throw new TypeError('afterCommit belongs into a transaction')
    queue.push({ topic: topic as AfterCommit<unknown>, item })
  }

  return { run, afterCommit }
}

// Somebody caught the error of a full disk and goes on: without this each further write would be committed by itself.
function rolledBackError(path: string): ClawError {
  return new ClawError('STORE_FULL', `SQLite has rolled the transaction back: ${path}.`, { where: path })
}

export function fencedError(fence: Fence, epoch: number | undefined): ClawError {
  const now = epoch === undefined ? 'the run does not exist' : `the run is at epoch ${epoch}`
  return new ClawError('FENCED', `This process holds run ${fence.run_id} at epoch ${fence.epoch}, but ${now}.`, { data: { ...fence } })
}
