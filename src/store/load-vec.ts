import { load } from 'sqlite-vec'
import { ClawError } from '../kernel/claw-error.ts'
import type { Connection } from './connection.ts'

export interface LoadVecOptions {
  /** Fail rather than search without the extension. */
  readonly required: boolean
  /** A vec0 library of the user's own; null takes the one of the package. */
  readonly path: string | null
}

/** Loads sqlite-vec. False when it can't be had and isn't required. */
export function loadVec({ db }: Connection, { required, path }: LoadVecOptions): boolean {
  try {
    if (path === null) load(db)
    else db.loadExtension(path)
    return true
  } catch (error) {
    if (!required) return false
    const reason = error instanceof Error ? error.message : String(error)
    const from = path ?? 'the package sqlite-vec'
    throw new ClawError('VEC_MISSING', `sqlite-vec could not be loaded from ${from}: ${reason}`, { where: from, cause: error })
  }
}
