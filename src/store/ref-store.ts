import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import { sha256 } from '../kernel/hash.ts'
import type { Connection } from './connection.ts'
import { readSlice, writeContentFile } from './content-file.ts'
import { REF_SQL } from './sql/ref-sql.ts'
import { prepareStatements } from './statements.ts'
import type { RefStore } from './store.ts'
import { errorCode, mapStoreErrors, toStoreError } from './store-error.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const SHA256 = /^[0-9a-f]{64}$/

/** Large results as files named by their hash; a row says which subtask may read which. */
export function createRefStore(options: { connection: Connection; unit: UnitOfWork; clock: Clock; dir: string }): RefStore {
  const sql = prepareStatements(options.connection, REF_SQL)
  const pathOf = (hash: string): string => join(options.dir, hash.slice(0, 2), hash)

  // The file first: a row without its file would be a promise that is not kept.
  function put(scope: { run_id: string; subtask_id: string }, data: Uint8Array): string {
    const hash = sha256(data)
    mapStoreErrors(options.dir, () => writeContentFile(pathOf(hash), data))
    const row = { run_id: scope.run_id, subtask_id: scope.subtask_id, sha256: hash, bytes: data.byteLength, now: options.clock.now() }
    options.unit.run(undefined, () => sql.put.run(row))
    return hash
  }

  function read(
    scope: { run_id: string; subtask_id: string },
    hash: string,
    range: { offset: number; limit: number },
  ): { data: Uint8Array; bytes: number } | undefined {
    if (!SHA256.test(hash)) return undefined
    const row = sql.get.get<{ bytes: number }>({ run_id: scope.run_id, subtask_id: scope.subtask_id, sha256: hash })
    if (row === undefined) return undefined
    const offset = Math.min(Math.max(0, Math.trunc(range.offset)), row.bytes)
    const limit = Math.min(Math.max(0, Math.trunc(range.limit)), row.bytes - offset)
    return { data: slice(hash, { offset, limit }), bytes: row.bytes }
  }

  function slice(hash: string, range: { offset: number; limit: number }): Uint8Array {
    try {
      return readSlice(pathOf(hash), range)
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw toStoreError(error, options.dir)
      const fix = 'Run the call again that gave it.'
      throw new ClawError('NOT_FOUND', `The kept bytes of ref:${hash} are gone from ${options.dir}.`, { fix, cause: error })
    }
  }

  return { put, read }
}
