import type { MemoryVector, StoredMemory } from '../../store/memory/memory-records.ts'
import type { MemoryStore } from '../../store/memory/memory-store.ts'
import { queryTerms } from '../../store/memory/memory-terms.ts'
import type { MemoryDraft, MemoryOptions, MemoryWritten } from './agent-memory.ts'
import { embedText } from './embed-text.ts'
import { replaces } from './replaces.ts'

const CANDIDATES = 20

/** Keeps what was learned: once for each write of an attempt, one live item of a text, and the newer in place of the older. */
export async function writeMemory(store: MemoryStore, options: MemoryOptions, draft: MemoryDraft): Promise<MemoryWritten> {
  const vector = await embedText(options.embedder, draft.text)
  const now = options.clock.now()
  return store.transaction(() => {
    const before = store.written(draft)
    if (before !== undefined) return toldAgain(store, draft, before)
    return renewed(store, options, draft, now) ?? added(store, options, { draft, vector, now })
  })
}

// An attempt that was carried on after a kill: the item is there, and what it replaced is known.
function toldAgain(store: MemoryStore, draft: MemoryDraft, memory_id: string): MemoryWritten {
  const item = store.get(memory_id)
  if (item === undefined) return { state: 'forgotten' }
  const mine = item.run_id === draft.run_id && item.subtask_id === draft.subtask_id && item.attempt === draft.attempt
  return { state: mine ? 'new' : 'renewed', item, superseded: store.supersededBy(memory_id).map((older) => older.memory_id) }
}

/** The same text lives on; where it was first learned stays. */
function renewed(store: MemoryStore, options: MemoryOptions, draft: MemoryDraft, now: number): MemoryWritten | undefined {
  const known = store.byText(draft.text)
  if (known === undefined) return undefined
  store.renew(known.memory_id, expiry(options, draft, now))
  store.receipt(draft, known.memory_id, now)
  return { state: 'renewed', item: known, superseded: [] }
}

interface Addition {
  readonly draft: MemoryDraft
  readonly vector: MemoryVector | undefined
  readonly now: number
}

function added(store: MemoryStore, options: MemoryOptions, { draft, vector, now }: Addition): MemoryWritten {
  if (!store.compact(options.limits, now)) return { state: 'refused', reason: 'the memory is full, and everything in it is pinned' }
  const older = olderThan(store, draft, now).filter((item) => mayReplace(draft, item))
  const { supersedes: _, n: __, ...item } = draft
  const memory_id = store.add(
    {
      ...item,
      untrusted: draft.untrusted ? 1 : 0,
      private: draft.private ? 1 : 0,
      created_at: now,
      expires_at: expiry(options, draft, now),
    },
    vector,
  )
  for (const one of older) store.supersede(one.memory_id, memory_id, now)
  store.receipt(draft, memory_id, now)
  const written = store.get(memory_id)
  if (written === undefined) return { state: 'forgotten' }
  return { state: 'new', item: written, superseded: older.map((one) => one.memory_id) }
}

function olderThan(store: MemoryStore, draft: MemoryDraft, now: number): StoredMemory[] {
  const named = draft.supersedes === null ? undefined : store.get(draft.supersedes)
  const same = draft.topic === null ? [] : store.byTopic(draft.topic)
  const alike =
    draft.kind === 'fact'
      ? store
          .byTerms(queryTerms(draft.text), { now, limit: CANDIDATES })
          .filter((item) => item.kind === 'fact' && replaces(draft.text, item.text))
      : []
  const found = [...(named === undefined ? [] : [named]), ...same, ...alike].filter((item) => item.superseded_by === null)
  return [...new Map(found.map((item) => [item.memory_id, item])).values()]
}

// What a person pinned stays; what a page said never takes the place of what was learned without it.
function mayReplace(draft: MemoryDraft, older: StoredMemory): boolean {
  return older.pinned === 0 && (!draft.untrusted || older.untrusted === 1)
}

function expiry({ limits }: MemoryOptions, { kind }: MemoryDraft, now: number): number | null {
  const ttl = limits.ttlMs[kind]
  return ttl === null ? null : now + ttl
}
