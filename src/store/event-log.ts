import { ClawError } from '../kernel/claw-error.ts'
import { type Clock, isoTime } from '../kernel/clock.ts'
import { toJson } from '../kernel/json.ts'
import type { Redactor } from '../kernel/redact.ts'
import { EVENT_DATA, type NewEvent, type RunEvent } from '../protocol/events.ts'
import type { Connection } from './connection.ts'
import { createEventListeners } from './event-listeners.ts'
import { createEventMirror } from './event-mirror.ts'
import { type LoggedEvent, toRunEvent } from './logged-event.ts'
import type { Fence, Owner } from './records.ts'
import { EVENT_SQL } from './sql/event-sql.ts'
import { prepareStatements } from './statements.ts'
import type { EventLog } from './store.ts'
import { errorCode } from './store-error.ts'
import type { UnitOfWork } from './unit-of-work.ts'

const NO_LIMIT = -1

export interface EventLogOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  readonly redactor: Redactor
  readonly runLogsDir: string
  readonly self: Owner
}

export interface OpenEventLog extends EventLog {
  /** The run changed hands: its mirror may be written by somebody else from now on. */
  forget(run_id: string): void
  close(): void
}

interface Appended {
  readonly entry: LoggedEvent
  readonly fenced: boolean
}

export function createEventLog(options: EventLogOptions): OpenEventLog {
  const { unit, clock, redactor, self } = options
  const sql = prepareStatements(options.connection, EVENT_SQL)
  const mirror = createEventMirror({ dir: options.runLogsDir, load })
  const listeners = createEventListeners(load)

  function load(run_id: string, after_seq: number, limit: number): LoggedEvent[] {
    return sql.list.all<LoggedEvent>({ run_id, after_seq, limit })
  }

  function append(fence: Fence, event: NewEvent): RunEvent {
    return insert(fence, fence.run_id, event)
  }

  function appendUnfenced(run_id: string, event: NewEvent): RunEvent {
    return insert(undefined, run_id, event)
  }

  function insert(fence: Fence | undefined, run_id: string, event: NewEvent): RunEvent {
    const row = toRow(run_id, event)
    const logged = unit.run(fence, () => {
      if (fence === undefined) requireRun(run_id)
      const seq = sql.insert.get<{ seq: number }>(row)?.seq ?? 0
      const entry: LoggedEvent = { ...row, seq }
      unit.afterCommit(publish, { entry, fenced: fence !== undefined })
      return entry
    })
    return toRunEvent(logged)
  }

  function toRow(run_id: string, event: NewEvent): Omit<LoggedEvent, 'seq'> {
    const data = redactor.json(toJson(validated(event)))
    return {
      run_id,
      at: isoTime(clock.now()),
      actor: redactor.text(event.actor ?? 'claw'),
      type: event.type,
      subtask_id: event.subtask_id ?? null,
      attempt: event.attempt ?? null,
      data: JSON.stringify(data),
    }
  }

  function requireRun(run_id: string): void {
    if (ownerOf(run_id) === undefined) throw new ClawError('NOT_FOUND', `There is no run ${run_id}.`, { fix: 'claw runs' })
  }

  function publish(appended: Appended[]): void {
    for (const run_id of new Set(appended.map(({ entry }) => entry.run_id))) {
      const own = appended.filter(({ entry }) => entry.run_id === run_id)
      const events = own.map(({ entry }) => entry)
      const fenced = own.some((one) => one.fenced)
      afterCommit(() => writeMirror(run_id, events, fenced))
      afterCommit(() => listeners.deliver(run_id, events))
    }
  }

  function writeMirror(run_id: string, events: readonly LoggedEvent[], fenced: boolean): void {
    if (fenced || ownerOf(run_id) === 'self') mirror.append(run_id, events)
    else mirrorOwnerless(run_id, false)
  }

  // The owner of a run mirrors it, and finds there what others wrote. A run without an owner is mirrored under the write lock.
  function mirrorOwnerless(run_id: string, full: boolean): void {
    if (ownerOf(run_id) !== 'nobody') return
    unit.run(undefined, () => {
      if (ownerOf(run_id) === 'nobody') mirror.catchUp(run_id, { full })
    })
    mirror.forget(run_id)
  }

  function ownerOf(run_id: string): 'self' | 'nobody' | 'other' | undefined {
    const owner = sql.owner.get<{ pid: number | null; host: string | null }>(run_id)
    if (owner === undefined) return undefined
    if (owner.pid === null) return 'nobody'
    return owner.pid === self.pid && owner.host === self.host ? 'self' : 'other'
  }

  function repairMirror(run_id: string): void {
    if (ownerOf(run_id) === 'self') mirror.catchUp(run_id, { full: true })
    else mirrorOwnerless(run_id, true)
  }

  return {
    append,
    appendUnfenced,
    list: (run_id, { after_seq = 0, limit = NO_LIMIT } = {}) => load(run_id, after_seq, limit).map(toRunEvent),
    ofType: (run_id, type) => sql.ofType.all<LoggedEvent>({ run_id, type }).map(toRunEvent),
    subscribe: (run_id, listener) => listeners.add(run_id, listener, sql.lastSeq.get<{ seq: number }>(run_id)?.seq ?? 0),
    mirrorPath: mirror.path,
    repairMirror,
    forget: mirror.forget,
    close: mirror.close,
  }
}

// A busy or full registry must not make a committed event look lost: mirror and listeners make up for it with the next one.
function afterCommit(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (errorCode(error) === undefined) throw error
  }
}

function validated(event: NewEvent): unknown {
  const parsed = EVENT_DATA[event.type].safeParse(event.data)
  if (parsed.success) return parsed.data
  throw new ClawError('INTERNAL', `Event ${event.type} has wrong data: ${parsed.error.message}`, { cause: parsed.error })
}
