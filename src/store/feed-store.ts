import { statSync } from 'node:fs'
import { ClawError } from '../kernel/claw-error.ts'
import { GENESIS_HASH } from './audit-row.ts'
import { openConnection } from './connection.ts'
import { type LoggedEvent, toMirrorLine } from './logged-event.ts'
import { FEED_SQL } from './sql/feed-sql.ts'
import { prepareStatements } from './statements.ts'

/** The tails of the registry, read on a connection of its own: it sees the commits of every process, this one included. */
export interface FeedStore {
  /** Another number after each commit. Microseconds. */
  version(): number
  head(): { readonly event: number; readonly audit: number }
  /** Events of all runs in the order of their commits; `line` is null for one whose data has more than `largest` bytes. */
  events(after: number, page: { readonly limit: number; readonly largest: number }): FeedEvent[]
  /** What was audited after this record. */
  actions(after: number, limit: number): FeedAction[]
  /** Of record 0: what the first one follows. */
  hashAt(n: number): string | undefined
  /** Runs that a process holds or is about to. */
  openRuns(): ReadonlyMap<string, number>
  /** Events of one run as lines of JSON: as many as fit into `bytes`, at least one. */
  history(run_id: string, page: { readonly after: number; readonly limit: number; readonly bytes: number }): FeedLine[]
  /** As `Store.requireSame`. */
  requireSame(): void
  close(): void
}

/** An event of a run as one line of JSON, without a newline. */
export interface FeedLine {
  readonly seq: number
  readonly line: string
}

export interface FeedEvent {
  /** Of all events of the registry, in the order of the commits. */
  readonly id: number
  readonly run_id: string
  readonly seq: number
  readonly type: string
  readonly bytes: number
  readonly line: string | null
}

export interface FeedAction {
  readonly n: number
  readonly action: string
  readonly run_id: string | null
}

interface EventRow extends Omit<LoggedEvent, 'data'> {
  readonly id: number
  readonly bytes: number
  readonly data: string | null
}

/** `file`: the identity of the registry that this process works with. Throws STORE_REPLACED when another one stands at its path. */
export function openFeedStore(path: string, file: string): FeedStore {
  requireSame(path, file)
  const connection = openConnection(path)
  const sql = prepareStatements(connection, FEED_SQL)
  return {
    version: () => sql.version.get<{ data_version: number }>()?.data_version ?? 0,
    head: () => sql.head.get<ReturnType<FeedStore['head']>>() ?? { event: 0, audit: 0 },
    events: (after, page) => sql.events.all<EventRow>({ after, ...page }).map(toFeedEvent),
    actions: (after, limit) => sql.actions.all<FeedAction>({ after, limit }),
    hashAt: (n) => (n === 0 ? GENESIS_HASH : sql.hashAt.get<{ hash: string }>(n)?.hash),
    openRuns: () => new Map(sql.openRuns.all<{ run_id: string; epoch: number }>().map(({ run_id, epoch }) => [run_id, epoch])),
    history: (run_id, { after, limit, bytes }) => {
      const lines: FeedLine[] = []
      let left = bytes
      for (const row of sql.history.iterate<LoggedEvent>({ run_id, after, limit })) {
        const line = toLine(row)
        left -= line.length
        if (left < 0 && lines.length > 0) break
        lines.push({ seq: row.seq, line })
      }
      return lines
    },
    requireSame: () => requireSame(path, file),
    close: () => connection.db.close(),
  }
}

function toFeedEvent({ data, ...row }: EventRow): FeedEvent {
  const { id, run_id, seq, type, bytes } = row
  return { id, run_id, seq, type, bytes, line: data === null ? null : toLine({ ...row, data }) }
}

function toLine(row: LoggedEvent): string {
  return toMirrorLine(row).slice(0, -1)
}

/** Throws STORE_REPLACED when the file at the path is another one by now, or gone. */
export function requireSame(path: string, file: string): void {
  if (fileId(path) === file) return
  throw new ClawError('STORE_REPLACED', `${path} was deleted or replaced while this process had it open.`, { where: path })
}

/** Tells a file from another one that takes its place. */
export function fileId(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat === undefined ? 'gone' : `${stat.dev}:${stat.ino}`
}
