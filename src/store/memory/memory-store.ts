import type Database from 'better-sqlite3'
import { sha256 } from '../../kernel/hash.ts'
import { newId } from '../../kernel/ids.ts'
import { mapStoreErrors } from '../store-error.ts'
import { compactMemory, compactReceipts, removeItems } from './compact-memory.ts'
import { isSoundMemory } from './is-sound-memory.ts'
import { memoryBytes } from './memory-bytes.ts'
import type {
  MemoryBounds,
  MemoryFilter,
  MemoryKind,
  MemoryPage,
  MemoryPlace,
  MemoryVector,
  NewMemory,
  StoredMemory,
  WriteKey,
} from './memory-records.ts'
import { MEMORY_SQL } from './memory-sql.ts'
import { matchAny, memoryTerms } from './memory-terms.ts'
import type { MigrateOptions } from './migrate-memory.ts'
import { cosineOf, createNearestMemories, type NearestMemories, toBlob } from './nearest-memories.ts'
import { openMemoryDatabase } from './open-memory-database.ts'

export interface MemoryStore {
  /** All or nothing, and nobody writes between. */
  transaction<T>(fn: () => T): T
  add(item: NewMemory, vector: MemoryVector | undefined): string
  renew(memory_id: string, expires_at: number | null): void
  supersede(memory_id: string, by: string, now: number): void
  supersededBy(memory_id: string): StoredMemory[]
  /** The item that this write made before; undefined when it was not made yet. */
  written(key: WriteKey): string | undefined
  receipt(key: WriteKey, memory_id: string, now: number): void
  get(memory_id: string): StoredMemory | undefined
  byPrefix(prefix: string): StoredMemory[]
  byText(text: string): StoredMemory | undefined
  byTopic(topic: string): StoredMemory[]
  /** Live items with any of the terms, best first. */
  byTerms(terms: readonly string[], at: { readonly now: number; readonly limit: number }): StoredMemory[]
  /** The live items nearest to the vector, among those with a vector of the same embedder. */
  readonly nearest: NearestMemories
  /** How near one item is; undefined without a vector of this embedder. */
  cosineOf(memory_id: string, vector: MemoryVector): number | undefined
  /** Live items that this embedder has not seen, newest first. */
  withoutVector(embedder: string, at: { readonly now: number; readonly limit: number }): { readonly n: number; readonly text: string }[]
  setVectors(vectors: readonly { readonly n: number; readonly vector: Float32Array }[], embedder: string): void
  /** Pinned ones first, then the newest. */
  page(filter: MemoryFilter, at: { readonly now: number; readonly limit: number; readonly after?: MemoryPlace | undefined }): MemoryPage
  counts(now: number): Readonly<Record<MemoryKind, number>> & { readonly pinned: number }
  size(): { readonly items: number; readonly bytes: number }
  pin(memory_id: string, pinned: boolean): void
  touch(memory_ids: readonly string[], now: number): void
  /** Takes them out of the file: rows, index, vectors, free pages and the write-ahead log. Gives their ids. */
  forget(which: { readonly memory_id: string } | MemoryFilter, now: number): string[]
  /** Takes away what is dead, then the least useful until there is room for one more. False: everything left is pinned. */
  compact(bounds: MemoryBounds, now: number): boolean
  close(): void
}

export interface MemoryStoreOptions extends MigrateOptions {
  /** sqlite-vec of the user's own; null takes the one of the package. */
  readonly vecPath: string | null
}

/** The memory of one agent in a database of its own. Throws STORE_CORRUPT, STORE_BUSY and the like, each naming the file. */
export function createMemoryStore(path: string, options: MemoryStoreOptions): MemoryStore {
  const db = openMemoryDatabase(path, options)
  const nearest = createNearestMemories(db, path, options.vecPath)
  const safely = <T>(fn: () => T): T => mapStoreErrors(path, fn)
  return {
    transaction: (fn) => safely(() => db.transaction(fn).immediate()),
    add: (item, vector) => safely(() => add(db, item, vector)),
    renew: (memory_id, expires_at) => safely(() => void db.prepare(MEMORY_SQL.renew).run({ memory_id, expires_at })),
    supersede: (memory_id, by, now) => safely(() => void db.prepare(MEMORY_SQL.supersede).run({ memory_id, by, now })),
    supersededBy: (memory_id) => safely(() => all(db, MEMORY_SQL.supersededBy, memory_id)),
    written: (key) => safely(() => db.prepare<[WriteKey], { memory_id: string }>(MEMORY_SQL.written).get(key)?.memory_id),
    receipt: (key, memory_id, now) => safely(() => receipt(db, { ...key, memory_id, now })),
    get: (memory_id) => safely(() => all(db, MEMORY_SQL.byPrefix, { prefix: memory_id }).find((item) => item.memory_id === memory_id)),
    byPrefix: (prefix) => safely(() => all(db, MEMORY_SQL.byPrefix, { prefix })),
    byText: (text) => safely(() => all(db, MEMORY_SQL.byHash, hashOf(text))[0]),
    byTopic: (topic) => safely(() => all(db, MEMORY_SQL.byTopic, topic)),
    byTerms: (terms, at) => safely(() => (terms.length === 0 ? [] : all(db, MEMORY_SQL.byTerms, { match: matchAny(terms), ...at }))),
    nearest: (vector, at) => safely(() => nearest(vector, at)),
    cosineOf: (memory_id, vector) => safely(() => cosineOf(db, memory_id, vector)),
    withoutVector: (embedder, at) =>
      safely(() => db.prepare<[unknown], { n: number; text: string }>(MEMORY_SQL.withoutVector).all({ embedder, ...at })),
    setVectors: (vectors, embedder) => safely(() => setVectors(db, vectors, embedder)),
    page: (filter, at) => safely(() => page(db, filter, at)),
    counts: (now) => safely(() => counts(db, now)),
    size: () => safely(() => db.prepare<[], { items: number; bytes: number }>(MEMORY_SQL.size).get() ?? { items: 0, bytes: 0 }),
    pin: (memory_id, pinned) => safely(() => void db.prepare(MEMORY_SQL.pin).run({ memory_id, pinned: pinned ? 1 : 0 })),
    touch: (memory_ids, now) => safely(() => touch(db, memory_ids, now)),
    forget: (which, now) => safely(() => forget(db, which, now)),
    compact: (bounds, now) => safely(() => compactMemory(db, bounds, now)),
    close: () => db.close(),
  }
}

function all(db: Database.Database, sql: string, parameters: unknown): StoredMemory[] {
  return db.prepare<[unknown], StoredMemory>(sql).all(parameters).filter(isSoundMemory)
}

function receipt(db: Database.Database, row: WriteKey & { readonly memory_id: string; readonly now: number }): void {
  db.prepare(MEMORY_SQL.receipt).run(row)
  compactReceipts(db, row.now)
}

function hashOf(text: string): string {
  return sha256(text.trim().toLowerCase())
}

function add(db: Database.Database, item: NewMemory, vector: MemoryVector | undefined): string {
  const memory_id = newId()
  const bytes = memoryBytes(item.text, vector?.vector.byteLength ?? 0)
  const row = { ...item, memory_id, text_hash: hashOf(item.text), bytes }
  // Nothing sound has this text, or it would have been renewed: what stands there was brought along.
  const inTheWay = db.prepare<[string], { n: number }>(MEMORY_SQL.nByHash).all(row.text_hash)
  removeItems(
    db,
    inTheWay.map((one) => one.n),
  )
  const { n } = db.prepare<[typeof row], { n: number }>(MEMORY_SQL.insert).get(row) ?? { n: 0 }
  db.prepare(MEMORY_SQL.index).run(n, memoryTerms(item.text).join(' '))
  if (vector !== undefined) setVector(db, n, vector)
  return memory_id
}

function setVector(db: Database.Database, n: number, { embedder, vector }: MemoryVector): void {
  db.prepare(MEMORY_SQL.vector).run(n, embedder, toBlob(vector))
}

function setVectors(
  db: Database.Database,
  vectors: readonly { readonly n: number; readonly vector: Float32Array }[],
  embedder: string,
): void {
  db.transaction(() => {
    for (const { n, vector } of vectors) setVector(db, n, { embedder, vector })
  }).immediate()
}

function touch(db: Database.Database, memory_ids: readonly string[], now: number): void {
  const statement = db.prepare(MEMORY_SQL.touch)
  db.transaction(() => {
    for (const memory_id of memory_ids) statement.run({ memory_id, now })
  }).immediate()
}

function bound({ kind, run_id, all: every }: MemoryFilter) {
  return { kind: kind ?? null, run_id: run_id ?? null, all: every === true ? 1 : 0 }
}

function page(db: Database.Database, filter: MemoryFilter, { now, limit, after }: Parameters<MemoryStore['page']>[1]): MemoryPage {
  const place = { after_pinned: after?.pinned ?? null, after_n: after?.n ?? null }
  const found = db
    .prepare<[unknown], StoredMemory & { readonly n: number }>(MEMORY_SQL.page)
    .all({ ...bound(filter), ...place, now, limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.filter(isSoundMemory).map(({ n: _, ...item }) => item),
    next: last === undefined ? null : { pinned: last.pinned, n: last.n },
  }
}

function counts(db: Database.Database, now: number): ReturnType<MemoryStore['counts']> {
  const rows = db.prepare<[unknown], { kind: MemoryKind; items: number; pinned: number }>(MEMORY_SQL.counts).all({ now })
  const pinned = rows.reduce((sum, row) => sum + row.pinned, 0)
  return { fact: 0, procedure: 0, episode: 0, ...Object.fromEntries(rows.map(({ kind, items }) => [kind, items])), pinned }
}

function forget(db: Database.Database, which: { readonly memory_id: string } | MemoryFilter, now: number): string[] {
  const rows =
    'memory_id' in which
      ? db.prepare<[string], { n: number; memory_id: string }>(MEMORY_SQL.oneN).all(which.memory_id)
      : db.prepare<[unknown], { n: number; memory_id: string }>(MEMORY_SQL.some).all({ ...bound(which), now })
  db.transaction(() =>
    removeItems(
      db,
      rows.map(({ n }) => n),
    ),
  ).immediate()
  if (rows.length > 0) scrub(db)
  return rows.map(({ memory_id }) => memory_id)
}

// Deleted pages are zeroed (secure_delete); what is still in the index's older segments and in the log goes as well.
function scrub(db: Database.Database): void {
  db.exec("INSERT INTO items_fts (items_fts) VALUES ('optimize')")
  db.pragma('incremental_vacuum')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
