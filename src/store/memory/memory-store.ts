import { sha256 } from '../../kernel/hash.ts'
import { newId } from '../../kernel/ids.ts'
import { openMemoryDatabase } from './open-memory-database.ts'

export type MemoryKind = 'fact' | 'procedure' | 'episode'

export interface StoredMemory {
  readonly memory_id: string
  readonly kind: MemoryKind
  readonly text: string
  readonly run_id: string
  /** The intent whose result is the evidence. */
  readonly evidence: string
  /** 1: the run had read content from outside when it learned this. */
  readonly untrusted: number
  readonly created_at: number
}

export interface MemoryVector {
  readonly embedder: string
  readonly vector: Float32Array
}

export interface MemoryStore {
  /** The same text twice is one item: `created` is false then. Beyond the bound the oldest go, episodes first. */
  add(item: Omit<StoredMemory, 'memory_id'>, vector: MemoryVector | undefined): { readonly memory_id: string; readonly created: boolean }
  /** Items with any of the words, best first; `words` are plain words, quoted inside. */
  byWords(words: readonly string[], limit: number): StoredMemory[]
  /** Every item with a vector of this embedder. */
  vectors(embedder: string): { readonly item: StoredMemory; readonly vector: Float32Array }[]
  list(limit: number): StoredMemory[]
  counts(): Readonly<Record<MemoryKind, number>>
  remove(memory_id: string): boolean
  close(): void
}

const COLUMNS = 'items.memory_id, items.kind, items.text, items.run_id, items.evidence, items.untrusted, items.created_at'
const SQL = {
  insert: `INSERT INTO items (memory_id, kind, text, text_hash, run_id, evidence, untrusted, created_at, embedder, vector)
    VALUES (@memory_id, @kind, @text, @text_hash, @run_id, @evidence, @untrusted, @created_at, @embedder, @vector) ON CONFLICT (text_hash) DO NOTHING`,
  idOf: 'SELECT memory_id FROM items WHERE text_hash = ?',
  trim: `DELETE FROM items WHERE n IN (SELECT n FROM items ORDER BY kind <> 'episode', n LIMIT max(0, (SELECT count(*) FROM items) - ?))`,
  words: `SELECT ${COLUMNS} FROM items_fts JOIN items ON items.n = items_fts.rowid WHERE items_fts MATCH ? ORDER BY bm25(items_fts) LIMIT ?`,
  vectors: `SELECT ${COLUMNS}, items.vector FROM items WHERE embedder = ?`,
  list: `SELECT ${COLUMNS} FROM items ORDER BY n DESC LIMIT ?`,
  counts: 'SELECT kind, count(*) AS n FROM items GROUP BY kind',
  remove: 'DELETE FROM items WHERE memory_id = ?',
} as const

/** The memory of one agent in a database of its own. At most `max` items. */
export function createMemoryStore(path: string, max: number): MemoryStore {
  const db = openMemoryDatabase(path)

  function add(item: Omit<StoredMemory, 'memory_id'>, vector: MemoryVector | undefined) {
    const text_hash = sha256(item.text.trim().toLowerCase())
    const row = {
      ...item,
      memory_id: newId(),
      text_hash,
      embedder: vector?.embedder ?? null,
      vector: vector ? toBlob(vector.vector) : null,
    }
    return db.transaction(() => {
      const created = db.prepare(SQL.insert).run(row).changes === 1
      if (created) db.prepare(SQL.trim).run(max)
      const { memory_id } = db.prepare<[string], { memory_id: string }>(SQL.idOf).get(text_hash) ?? row
      return { memory_id, created }
    })()
  }

  function byWords(words: readonly string[], limit: number): StoredMemory[] {
    if (words.length === 0) return []
    const match = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ')
    return db.prepare<[string, number], StoredMemory>(SQL.words).all(match, limit)
  }

  function vectors(embedder: string) {
    const rows = db.prepare<[string], StoredMemory & { vector: Buffer }>(SQL.vectors).all(embedder)
    return rows.map(({ vector, ...item }) => ({ item, vector: fromBlob(vector) }))
  }

  function counts(): Record<MemoryKind, number> {
    const rows = db.prepare<[], { kind: MemoryKind; n: number }>(SQL.counts).all()
    return { fact: 0, procedure: 0, episode: 0, ...Object.fromEntries(rows.map(({ kind, n }) => [kind, n])) }
  }

  return {
    add,
    byWords,
    vectors,
    counts,
    list: (limit) => db.prepare<[number], StoredMemory>(SQL.list).all(limit),
    remove: (memory_id) => db.prepare(SQL.remove).run(memory_id).changes === 1,
    close: () => db.close(),
  }
}

function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

function fromBlob(blob: Buffer): Float32Array {
  return new Float32Array(new Uint8Array(blob).buffer)
}
