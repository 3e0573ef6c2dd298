import type { Config } from '../../config/config.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { FeedResetReason, FeedTopic } from '../../protocol/feed.ts'
import type { FeedAction, FeedEvent, FeedStore } from '../../store/feed-store.ts'
import type { Store } from '../../store/store.ts'
import { endOfRun } from '../end-of-run.ts'
import { feedMark, parseCursor } from './feed-place.ts'
import type { FeedBatch, FeedPlace, WorkspaceFeed } from './feed-port.ts'
import { topicsOfAction, topicsOfEvent } from './feed-topics.ts'
import { watchedFiles } from './watched-files.ts'

export interface WorkspaceFeedOptions {
  readonly store: Pick<Store, 'openFeed' | 'runs' | 'approvals'>
  readonly config: Config
  readonly clock: Clock
}

const EVENTS_A_BATCH = 256
const ACTIONS_A_BATCH = 2000
/** Larger events are told of, and fetched by who looks at them. */
const LARGEST_EVENT = 64 * 1024
/** Who missed more than this asks for everything again. */
const OLDEST = 20_000
const SWEEP_MS = 1000

/** Reads what is new in the registry, once for all who want to know. Between two calls it holds neither lock nor snapshot. */
export function openWorkspaceFeed({ store, config, clock }: WorkspaceFeedOptions): WorkspaceFeed {
  const tail = store.openFeed()
  const files = watchedFiles(config)
  let version = tail.version()
  let at = head()
  let openRuns = tail.openRuns()
  // Not open any more by their state, while their owner still gives the lease back.
  let leaving = new Set<string>()
  let pending = false
  let sweptAt = clock.monotonic()

  function head(): FeedPlace {
    const { event, audit } = tail.head()
    return { event, audit, mark: markAt(tail, audit) }
  }

  function next(): FeedBatch | undefined {
    const swept = sweep()
    const now = tail.version()
    if (now === version && !pending && swept === undefined) return undefined
    version = now
    const gone = runsLetGo()
    const batch = withTopics(readBatch(tail, at), [...(swept ?? []), ...(gone.length > 0 ? (['runs'] as const) : [])], gone)
    pending = batch.more
    at = batch.to
    return batch.events.length === 0 && batch.topics.length === 0 ? undefined : batch
  }

  // Once a second: what no row tells. An owner that died writes nothing, and time alone lets an approval expire.
  function sweep(): readonly FeedTopic[] | undefined {
    if (clock.monotonic() - sweptAt < SWEEP_MS) return undefined
    sweptAt = clock.monotonic()
    tail.requireSame()
    store.runs.markAbandoned()
    store.approvals.expireDue()
    return files.changed()
  }

  function runsLetGo(): readonly string[] {
    const before = openRuns
    openRuns = tail.openRuns()
    const gone = [...before].filter(([run_id, epoch]) => openRuns.get(run_id) !== epoch).map(([run_id]) => run_id)
    const left = [...leaving].filter((run_id) => endOfRun(store, run_id) !== undefined)
    leaving = new Set([...leaving, ...gone].filter((run_id) => endOfRun(store, run_id) === undefined && !openRuns.has(run_id)))
    return [...gone, ...left]
  }

  function find(cursor: string): FeedPlace | FeedResetReason {
    const place = parseCursor(cursor)
    if (place === undefined) return 'unknown'
    const now = tail.head()
    if (place.event > now.event || place.audit > now.audit || markAt(tail, place.audit) !== place.mark) return 'other_registry'
    return now.event - place.event > OLDEST || now.audit - place.audit > OLDEST ? 'too_old' : place
  }

  return {
    head,
    next,
    read: (after) => readBatch(tail, after),
    find,
    history: tail.history,
    endOf: (run_id) => endOfRun(store, run_id),
    close: tail.close,
  }
}

function readBatch(tail: FeedStore, from: FeedPlace): FeedBatch {
  const events = tail.events(from.event, { limit: EVENTS_A_BATCH, largest: LARGEST_EVENT })
  const actions = tail.actions(from.audit, ACTIONS_A_BATCH)
  const audit = actions.at(-1)?.n ?? from.audit
  return {
    from,
    to: { event: events.at(-1)?.id ?? from.event, audit, mark: audit === from.audit ? from.mark : markAt(tail, audit) },
    events,
    topics: unique([...actions.flatMap(({ action }) => topicsOfAction(action)), ...events.flatMap(({ type }) => topicsOfEvent(type))]),
    runs: unique([...runsOfActions(actions), ...runsOfEvents(events)]),
    more: events.length === EVENTS_A_BATCH || actions.length === ACTIONS_A_BATCH,
  }
}

function runsOfActions(actions: readonly FeedAction[]): string[] {
  return actions.flatMap(({ action, run_id }) => (run_id !== null && topicsOfAction(action).includes('runs') ? [run_id] : []))
}

function runsOfEvents(events: readonly FeedEvent[]): string[] {
  return events.flatMap(({ type, run_id }) => (topicsOfEvent(type).includes('runs') ? [run_id] : []))
}

function withTopics(batch: FeedBatch, topics: readonly FeedTopic[], runs: readonly string[]): FeedBatch {
  return { ...batch, topics: unique([...batch.topics, ...topics]), runs: unique([...batch.runs, ...runs]) }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function markAt(tail: FeedStore, audit: number): string {
  return feedMark(tail.hashAt(audit) ?? '')
}
