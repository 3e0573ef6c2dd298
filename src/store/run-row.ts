import type { JsonObject } from '../kernel/json.ts'
import type { Owner, RunRecord } from './records.ts'

/** A row of `runs` as SQLite gives it. */
export interface RunRow extends Omit<RunRecord, 'options' | 'result' | 'error' | 'owner' | 'tags'> {
  readonly tags: string
  readonly options: string
  readonly result: string
  readonly error: string | null
  readonly owner_pid: number | null
  readonly owner_start: string | null
  readonly owner_host: string | null
}

export function toRunRecord(row: RunRow): RunRecord {
  return {
    run_id: row.run_id,
    task: row.task,
    session_id: row.session_id,
    actor: row.actor,
    origin: row.origin,
    idempotency_key: row.idempotency_key,
    workspace: row.workspace,
    engine: row.engine,
    status: row.status,
    waiting_reason: row.waiting_reason,
    tags: JSON.parse(row.tags) as readonly string[],
    options: JSON.parse(row.options) as JsonObject,
    result: JSON.parse(row.result) as RunRecord['result'],
    error: fromText<RunRecord['error']>(row.error),
    exit_code: row.exit_code,
    created_at: row.created_at,
    updated_at: row.updated_at,
    ended_at: row.ended_at,
    owner: toOwner(row),
    heartbeat_at: row.heartbeat_at,
    epoch: row.epoch,
    cancel_requested_by: row.cancel_requested_by,
  }
}

function toOwner(row: RunRow): Owner | null {
  return row.owner_pid === null ? null : { pid: row.owner_pid, start_time: row.owner_start ?? '', host: row.owner_host ?? '' }
}

/** A column that holds JSON or NULL. */
export function fromText<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T)
}

export function toText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value)
}
