import { lstatSync } from 'node:fs'
import { createMemoryStore, type MemoryStore } from '../../store/memory/memory-store.ts'
import type { AgentMemory, MemoryOptions } from './agent-memory.ts'
import { recallMemories } from './recall-memories.ts'
import { writeMemory } from './write-memory.ts'

/** Opens the memory of one agent at its first use; the file is made by the first write. */
export function createMemory(options: MemoryOptions): AgentMemory {
  const { path, clock, limits } = options
  let opened: MemoryStore | undefined

  function store(): MemoryStore {
    opened ??= createMemoryStore(path, {
      vecPath: options.vecPath ?? null,
      expiresAt: (kind) => (limits.ttlMs[kind] === null ? null : clock.now() + limits.ttlMs[kind]),
    })
    return opened
  }

  const isThere = (): boolean => opened !== undefined || lstatSync(path, { throwIfNoEntry: false }) !== undefined

  /** Nothing is made by looking. */
  function look<T>(empty: T, work: (store: MemoryStore) => T): T {
    return isThere() ? work(store()) : empty
  }

  const page: AgentMemory['page'] = (filter, wanted) =>
    look({ items: [], next: null }, (from) => from.page(filter, { now: clock.now(), ...wanted }))

  return {
    recall: async (request) => look(Promise.resolve([]), (from) => recallMemories(from, options, request)),
    touch: (memory_ids) => look(undefined, (from) => from.touch(memory_ids, clock.now())),
    write: async (draft) => writeMemory(store(), options, draft),
    list: (filter, limit) => page(filter, { limit }).items,
    page,
    byPrefix: (prefix) => look([], (from) => from.byPrefix(prefix)),
    pin: (memory_id, pinned) => look(undefined, (from) => from.pin(memory_id, pinned)),
    forget: (which) => look([], (from) => from.forget(which, clock.now())),
    counts: () => look({ fact: 0, procedure: 0, episode: 0, pinned: 0 }, (from) => from.counts(clock.now())),
    close: () => {
      opened?.close()
      opened = undefined
    },
  }
}
