import { ClawError } from '../kernel/claw-error.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Connection } from './connection.ts'
import type { Fence, Owner, RunRecord } from './records.ts'
import { type RunRow, toRunRecord, toText } from './run-row.ts'
import { RUN_SQL } from './sql/run-sql.ts'
import { prepareStatements } from './statements.ts'
import type { NewRun, RunStore } from './store.ts'
import { fencedError, type UnitOfWork } from './unit-of-work.ts'

/** A living process that has not said so for this long has been stopped or hangs: its run may be taken. */
export const HEARTBEAT_LIMIT_MS = 5 * 60_000

export interface RunStoreOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  readonly clawVersion: string
  isAlive(owner: Owner): boolean
  /** Told when a run changes hands: what this process remembers of it may be out of date. */
  onOwnerChange(run_id: string): void
}

export function createRunStore(options: RunStoreOptions): RunStore {
  const { unit, clock } = options
  const sql = prepareStatements(options.connection, RUN_SQL)

  function create(run: NewRun): RunRecord {
    return unit.run(undefined, () => {
      const key = run.idempotency_key ?? null
      const existing = key === null ? undefined : sql.byKey.get<RunRow>(key)
      if (existing !== undefined) return toRunRecord(existing)
      sql.insert.run({
        ...run,
        idempotency_key: key,
        tags: JSON.stringify(run.tags ?? []),
        options: JSON.stringify(run.options),
        now: clock.now(),
        claw_version: options.clawVersion,
      })
      return requireRun(run.run_id)
    })
  }

  function get(run_id: string): RunRecord | undefined {
    const row = sql.get.get<RunRow>(run_id)
    return row && toRunRecord(row)
  }

  function requireRun(run_id: string): RunRecord {
    const run = get(run_id)
    if (run === undefined) throw new ClawError('NOT_FOUND', `There is no run ${run_id}.`, { fix: 'claw runs' })
    return run
  }

  function claim(run_id: string, owner: Owner, { from }: { from?: Owner } = {}): Fence {
    const fence = unit.run(undefined, () => {
      const run = requireRun(run_id)
      if (isHeld(run) && !isSame(run.owner, from)) throw heldError(run)
      const row = sql.claim.get<{ epoch: number }>({ run_id, ...owner, now: clock.now() })
      return { run_id, epoch: row?.epoch ?? run.epoch + 1 }
    })
    options.onOwnerChange(run_id)
    return fence
  }

  function isHeld(run: RunRecord): boolean {
    if (run.owner === null) return false
    return clock.now() - (run.heartbeat_at ?? 0) < HEARTBEAT_LIMIT_MS && options.isAlive(run.owner)
  }

  function heartbeat(fence: Fence): boolean {
    return unit.run(undefined, () => sql.heartbeat.run({ ...fence, now: clock.now() }).changes === 1)
  }

  function release(fence: Fence): void {
    unit.run(undefined, () => sql.release.run({ ...fence, now: clock.now() }))
    options.onOwnerChange(fence.run_id)
  }

  function update(fence: Fence, patch: Parameters<RunStore['update']>[1]): void {
    unit.run(fence, () => {
      const run = { ...requireRun(fence.run_id), ...patch }
      const changed = sql.update.run({
        ...fence,
        status: run.status,
        waiting_reason: run.waiting_reason,
        result: JSON.stringify(run.result),
        error: toText(run.error),
        exit_code: run.exit_code,
        engine: run.engine,
        ended_at: run.ended_at,
        options: JSON.stringify(run.options),
        now: clock.now(),
      })
      if (changed.changes !== 1) throw fencedError(fence, undefined)
    })
  }

  function requestCancel(run_id: string, by: string, level: 'graceful' | 'force' = 'graceful'): void {
    unit.run(undefined, () => {
      requireRun(run_id)
      sql.requestCancel.run({ run_id, by, force: level === 'force' ? 1 : 0, now: clock.now() })
    })
  }

  function cancelWish(run_id: string): ReturnType<RunStore['cancelWish']> {
    const wish = sql.cancelWish.get<{ by: string | null; force: number }>(run_id)
    return wish?.by == null ? undefined : { by: wish.by, level: wish.force === 1 ? 'force' : 'graceful' }
  }

  function markAbandoned(): string[] {
    if (!unfinished().some(isAbandoned)) return []
    return unit.run(undefined, () => {
      const gone = unfinished().filter(isAbandoned)
      for (const run of gone) sql.abandon.run({ run_id: run.run_id, now: clock.now() })
      return gone.map((run) => run.run_id)
    })
  }

  function unfinished(): RunRecord[] {
    return sql.unfinished.all<RunRow>().map(toRunRecord)
  }

  // A queued run without an owner may just be between its creation and its claim.
  function isAbandoned(run: RunRecord): boolean {
    if (run.owner === null && run.status === 'queued') return clock.now() - run.created_at >= HEARTBEAT_LIMIT_MS
    return !isHeld(run)
  }

  return {
    create,
    get,
    byPrefix: (prefix) => sql.byPrefix.all<{ id: string }>({ prefix }).map((row) => row.id),
    list: ({ limit, status, session_id }) =>
      sql.list.all<RunRow>({ limit, status: status ?? null, session_id: session_id ?? null }).map(toRunRecord),
    claim,
    heartbeat,
    release,
    update,
    requestCancel,
    cancelWish,
    heldBy: (owner) => sql.heldBy.all<{ run_id: string }>(owner).map((row) => row.run_id),
    markAbandoned,
  }
}

function isSame(owner: Owner | null, other: Owner | undefined): boolean {
  return owner !== null && owner.pid === other?.pid && owner.start_time === other.start_time && owner.host === other.host
}

function heldError(run: RunRecord): ClawError {
  const { pid, host } = run.owner ?? { pid: 0, host: '' }
  return new ClawError('RUN_HELD', `Run ${run.run_id} is held by process ${pid} on ${host}.`, {
    fix: `claw watch ${run.run_id}`,
    data: { run_id: run.run_id, pid, host, epoch: run.epoch },
    retryable: true,
  })
}
