import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Connection } from './connection.ts'
import type { Fence, JournalEntry, JournalKey } from './records.ts'
import { fromText } from './run-row.ts'
import { JOURNAL_SQL } from './sql/journal-sql.ts'
import { prepareStatements, type Statement } from './statements.ts'
import type { JournalStore } from './store.ts'
import type { UnitOfWork } from './unit-of-work.ts'

interface JournalRow extends Omit<JournalEntry, 'request' | 'decision' | 'effect' | 'response'> {
  readonly request: string
  readonly decision: string | null
  readonly effect: string | null
  readonly response: string
}

/**
 * The journal keeps requests and answers as they are, not redacted: a resumed capsule must get the very same answers. What may not be
 * written must not be in an answer to a capsule either.
 */
export function createJournalStore(options: { connection: Connection; unit: UnitOfWork; clock: Clock }): JournalStore {
  const { unit, clock } = options
  const sql = prepareStatements(options.connection, JOURNAL_SQL)

  function request(fence: Fence, entry: Parameters<JournalStore['request']>[1]): JournalEntry {
    sameRun(fence, entry)
    return unit.run(fence, () => {
      const { run_id, subtask_id, attempt, kind, request_hash, occurrence } = entry
      const values = {
        run_id,
        subtask_id,
        attempt,
        kind,
        request_hash,
        occurrence,
        request: JSON.stringify(entry.request),
        now: clock.now(),
      }
      const row = sql.request.get<JournalRow>(values)
      if (row === undefined)
        throw bug(`request ${request_hash} of ${subtask_id} attempt ${attempt} is in the journal already (${occurrence})`)
      return toEntry(row)
    })
  }

  function move(statement: Statement, to: JournalEntry['state'], fence: Fence, entry: JournalEntry, value: Json): JournalEntry {
    sameRun(fence, entry)
    return unit.run(fence, () => {
      const values = { run_id: entry.run_id, seq: entry.seq, value: JSON.stringify(value), now: clock.now() }
      const row = statement.get<JournalRow>(values)
      if (row === undefined) throw bug(`entry ${entry.run_id}/${entry.seq} is ${stateOf(entry)} and cannot become ${to}`)
      return toEntry(row)
    })
  }

  function stateOf(entry: JournalEntry): string {
    return sql.get.get<JournalRow>(entry.run_id, entry.seq)?.state ?? 'absent'
  }

  function find(key: JournalKey, request_hash: string, occurrence: number): JournalEntry | undefined {
    const { run_id, subtask_id, attempt } = key
    const row = sql.find.get<JournalRow>({ run_id, subtask_id, attempt, request_hash, occurrence })
    return row && toEntry(row)
  }

  return {
    request,
    decide: (fence, entry, decision: JsonObject) => move(sql.decide, 'decided', fence, entry, decision),
    start: (fence, entry, effect: JsonObject) => move(sql.start, 'started', fence, entry, effect),
    done: (fence, entry, response) => move(sql.done, 'done', fence, entry, response),
    find,
    list: ({ run_id, subtask_id, attempt }) => sql.list.all<JournalRow>({ run_id, subtask_id, attempt }).map(toEntry),
    listRun: (run_id) => sql.listRun.all<JournalRow>(run_id).map(toEntry),
  }
}

function sameRun(fence: Fence, key: JournalKey): void {
  if (fence.run_id !== key.run_id) throw bug(`the fence is of run ${fence.run_id}, the entry of ${key.run_id}`)
}

function bug(what: string): ClawError {
  return new ClawError('INTERNAL', `Journal: ${what}.`)
}

function toEntry(row: JournalRow): JournalEntry {
  return {
    run_id: row.run_id,
    subtask_id: row.subtask_id,
    attempt: row.attempt,
    seq: row.seq,
    kind: row.kind,
    request_hash: row.request_hash,
    occurrence: row.occurrence,
    request: JSON.parse(row.request) as Json,
    state: row.state,
    decision: fromText<JsonObject>(row.decision),
    effect: fromText<JsonObject>(row.effect),
    response: JSON.parse(row.response) as Json,
    at: row.at,
  }
}
