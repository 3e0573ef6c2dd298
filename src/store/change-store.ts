import type { Clock } from '../kernel/clock.ts'
import type { FileThing, PlannedFileChange } from '../protocol/file-change.ts'
import type { Connection } from './connection.ts'
import type { FileChangeRecord } from './records.ts'
import { CHANGE_SQL } from './sql/change-sql.ts'
import { prepareStatements } from './statements.ts'
import type { ChangeStore } from './undo-stores.ts'
import type { UnitOfWork } from './unit-of-work.ts'

interface ChangeRow extends Omit<FileChangeRecord, 'before' | 'after' | 'has_image'> {
  readonly before: string
  readonly after: string
  readonly has_image: number
}

/** What runs changed in files, in the order in which they did. */
export function createChangeStore({ connection, unit, clock }: { connection: Connection; unit: UnitOfWork; clock: Clock }): ChangeStore {
  const sql = prepareStatements(connection, CHANGE_SQL)
  return {
    add: (fence, { run_id, subtask_id, attempt, seq }, changes) =>
      unit.run(fence, () => {
        for (const [position, change] of changes.entries())
          sql.add.run({ run_id, subtask_id, attempt, seq, position, ...columnsOf(change), now: clock.now() })
      }),
    list: (run_id) => sql.list.all<ChangeRow>(run_id).map(toRecord),
    begin: (fence, ids) =>
      unit.run(fence, () => {
        for (const id of ids) sql.begin.run(id)
      }),
    undone: (fence, ids) =>
      unit.run(fence, () => {
        for (const id of ids) sql.undone.run({ id, now: clock.now() })
      }),
    lastRun: () => sql.lastRun.get<{ run_id: string }>()?.run_id,
  }
}

function columnsOf({ before, after, ...change }: PlannedFileChange): Record<string, unknown> {
  return {
    ...change,
    before_kind: before.kind,
    before_sha256: hashOf(before),
    before_mode: 'mode' in before ? before.mode : null,
    before: JSON.stringify(before),
    after_sha256: hashOf(after),
    after: JSON.stringify(after),
  }
}

function hashOf(thing: FileThing): string | null {
  return thing.kind === 'file' ? thing.sha256 : null
}

function toRecord(row: ChangeRow): FileChangeRecord {
  return {
    ...row,
    before: JSON.parse(row.before) as FileThing,
    after: JSON.parse(row.after) as FileThing,
    has_image: row.has_image === 1,
  }
}
