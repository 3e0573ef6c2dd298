import type { Clock } from '../kernel/clock.ts'
import type { Connection } from './connection.ts'
import { currentOwner } from './owner.ts'
import type { Owner } from './records.ts'
import { CREATION_SQL } from './sql/creation-sql.ts'
import { prepareStatements } from './statements.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** So long an answer is kept for a request that comes again. */
export const CREATION_KEPT_MS = 24 * 60 * 60_000

/** Something that is to be made once. `fingerprint` is of the whole request. */
export interface CreationRequest {
  readonly key: string
  readonly fingerprint: string
  /** Whether it may be begun again where nobody knows how far it came. */
  readonly again: boolean
}

/**
 * `new`: make it, then tell the answer. `done`: it was made. `under_way`: somebody is at it. `other`: the key belongs to another request.
 * `cut_off`: whoever was at it died, and it may not be begun again.
 */
export type CreationState =
  | { readonly state: 'new' | 'under_way' | 'other' | 'cut_off' }
  | { readonly state: 'done'; readonly answer: CreationAnswer }

export interface CreationAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface CreationStore {
  begin(request: CreationRequest): CreationState
  /** null: nothing was made, and the same request may come again. */
  end(key: string, answer: CreationAnswer | null): void
}

interface CreationOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  isAlive(owner: Owner): boolean
}

interface CreationRow {
  readonly fingerprint: string
  readonly answer: string | null
  readonly owner_pid: number
  readonly owner_start: string
  readonly owner_host: string
}

export function createCreationStore({ connection, unit, clock, isAlive }: CreationOptions): CreationStore {
  const sql = prepareStatements(connection, CREATION_SQL)

  function begin({ key, fingerprint, again }: CreationRequest): CreationState {
    return unit.run(undefined, () => {
      const now = clock.now()
      sql.prune.run(now - CREATION_KEPT_MS)
      const row = sql.get.get<CreationRow>(key)
      if (row === undefined) {
        sql.insert.run({ key, fingerprint, ...currentOwner(), now })
        return { state: 'new' }
      }
      if (row.fingerprint !== fingerprint) return { state: 'other' }
      if (row.answer !== null) return { state: 'done', answer: JSON.parse(row.answer) as CreationAnswer }
      if (isAlive({ pid: row.owner_pid, start_time: row.owner_start, host: row.owner_host })) return { state: 'under_way' }
      if (!again) return { state: 'cut_off' }
      sql.takeOver.run({ key, ...currentOwner() })
      return { state: 'new' }
    })
  }

  function end(key: string, answer: CreationAnswer | null): void {
    unit.run(undefined, () => {
      if (answer === null) sql.forget.run(key)
      else sql.answer.run({ key, answer: JSON.stringify(answer) })
    })
  }

  return { begin, end }
}
