import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import type { TaskRequest } from '../protocol/messages.ts'
import type { Subtask } from '../protocol/plan.ts'
import type { Connection } from './connection.ts'
import type { AttemptRecord, Fence, SubtaskRecord } from './records.ts'
import { fromText, toText } from './run-row.ts'
import { SUBTASK_SQL } from './sql/subtask-sql.ts'
import { prepareStatements } from './statements.ts'
import type { SubtaskStore } from './store.ts'
import type { UnitOfWork } from './unit-of-work.ts'

interface SubtaskRow extends Omit<SubtaskRecord, 'spec' | 'result' | 'artifacts' | 'error'> {
  readonly spec: string
  readonly result: string
  readonly artifacts: string
  readonly error: string | null
}
interface AttemptRow extends Omit<AttemptRecord, 'request' | 'error'> {
  readonly request: string
  readonly error: string | null
}

export function createSubtaskStore(options: { connection: Connection; unit: UnitOfWork; clock: Clock }): SubtaskStore {
  const { unit, clock } = options
  const sql = prepareStatements(options.connection, SUBTASK_SQL)

  function add(fence: Fence, subtasks: readonly Subtask[]): void {
    unit.run(fence, () => {
      let position = sql.count.get<{ n: number }>(fence.run_id)?.n ?? 0
      for (const spec of subtasks) {
        const row = { run_id: fence.run_id, subtask_id: spec.id, position, spec: JSON.stringify(spec) }
        position += sql.insert.run(row).changes
      }
    })
  }

  function update(fence: Fence, subtask_id: string, patch: Parameters<SubtaskStore['update']>[2]): void {
    unit.run(fence, () => {
      const row = sql.get.get<SubtaskRow>(fence.run_id, subtask_id)
      if (row === undefined) throw new ClawError('NOT_FOUND', `Run ${fence.run_id} has no subtask ${subtask_id}.`)
      const next = { ...toSubtask(row), ...patch }
      sql.update.run({
        run_id: fence.run_id,
        subtask_id,
        status: next.status,
        attempt: next.attempt,
        agent_id: next.agent_id,
        result: JSON.stringify(next.result),
        artifacts: JSON.stringify(next.artifacts),
        error: toText(next.error),
        dropped: next.dropped,
        started_at: next.started_at,
        ended_at: next.ended_at,
      })
    })
  }

  function revise(fence: Fence, spec: Subtask): void {
    unit.run(fence, () => {
      const changed = sql.revise.run({ run_id: fence.run_id, subtask_id: spec.id, spec: JSON.stringify(spec) }).changes
      if (changed === 0) throw new ClawError('INTERNAL', `Subtask ${spec.id} of run ${fence.run_id} has begun and cannot be changed.`)
    })
  }

  // A resume starts the same attempt again: the request that was frozen first stays.
  function startAttempt(fence: Fence, attempt: { subtask_id: string; attempt: number; agent_id: string; request: TaskRequest }): void {
    const row = { ...attempt, run_id: fence.run_id, request: JSON.stringify(attempt.request), now: clock.now() }
    unit.run(fence, () => sql.startAttempt.run(row))
  }

  // The first outcome stays.
  function endAttempt(fence: Fence, subtask_id: string, attempt: number, outcome: Parameters<SubtaskStore['endAttempt']>[3]): void {
    const row = { run_id: fence.run_id, subtask_id, attempt, status: outcome.status, error: toText(outcome.error), now: clock.now() }
    unit.run(fence, () => sql.endAttempt.run(row))
  }

  function get(run_id: string, subtask_id: string): SubtaskRecord | undefined {
    const row = sql.get.get<SubtaskRow>(run_id, subtask_id)
    return row && toSubtask(row)
  }

  return {
    add,
    get,
    list: (run_id, which) => (which === 'all' ? sql.listAll : sql.list).all<SubtaskRow>(run_id).map(toSubtask),
    revise,
    update,
    startAttempt,
    endAttempt,
    attempts: (run_id, subtask_id) => sql.attempts.all<AttemptRow>(run_id, subtask_id).map(toAttempt),
  }
}

function toSubtask(row: SubtaskRow): SubtaskRecord {
  return {
    run_id: row.run_id,
    spec: JSON.parse(row.spec) as Subtask,
    position: row.position,
    status: row.status,
    attempt: row.attempt,
    agent_id: row.agent_id,
    result: JSON.parse(row.result) as SubtaskRecord['result'],
    artifacts: JSON.parse(row.artifacts) as SubtaskRecord['artifacts'],
    error: fromText<SubtaskRecord['error']>(row.error),
    dropped: row.dropped,
    started_at: row.started_at,
    ended_at: row.ended_at,
  }
}

function toAttempt(row: AttemptRow): AttemptRecord {
  return { ...row, request: JSON.parse(row.request) as TaskRequest, error: fromText<AttemptRecord['error']>(row.error) }
}
