import type Database from 'better-sqlite3'
import { memoryBytes } from './memory-bytes.ts'
import type { MemoryKind } from './memory-records.ts'
import { MEMORY_SCHEMA, MEMORY_VERSION } from './memory-schema.ts'
import { MEMORY_SQL } from './memory-sql.ts'
import { memoryTerms } from './memory-terms.ts'

export interface MigrateOptions {
  /** When what was written before there was a time to live is to end; null: never. */
  readonly expiresAt: (kind: MemoryKind) => number | null
}

interface OldItem {
  readonly memory_id: string
  readonly kind: MemoryKind
  readonly text: string
  readonly text_hash: string
  readonly run_id: string
  readonly evidence: string
  readonly untrusted: number
  readonly created_at: number
  readonly embedder: string | null
  readonly vector: Buffer | null
}

/** Brings a memory.db to the present version, in one transaction. Two processes may open it at once: the second finds it done. */
export function migrateMemory(db: Database.Database, options: MigrateOptions): void {
  if (versionOf(db) === MEMORY_VERSION) return
  const changed = db
    .transaction(() => {
      if (versionOf(db) === MEMORY_VERSION) return false
      const old = readVersion1(db)
      db.exec(MEMORY_SCHEMA)
      for (const item of old) insert(db, item, options)
      db.pragma(`user_version = ${MEMORY_VERSION}`)
      return true
    })
    .immediate()
  if (changed) tidy(db)
}

// From now on free pages can be given back; what was deleted before deletion was thorough is still in them.
function tidy(db: Database.Database): void {
  db.pragma('auto_vacuum = INCREMENTAL')
  db.exec('VACUUM')
  db.pragma('wal_checkpoint(TRUNCATE)')
}

function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }))
}

/** The items of version 1, whose tables go. */
function readVersion1(db: Database.Database): OldItem[] {
  const columns = (db.pragma('table_info(items)') as readonly { readonly name: string }[]).map(({ name }) => name)
  if (columns.length === 0) return []
  // The very first memories did not keep whether the run had read content from outside.
  const untrusted = columns.includes('untrusted') ? 'untrusted' : '0 AS untrusted'
  const items = db
    .prepare<[], OldItem>(
      `SELECT memory_id, kind, text, text_hash, run_id, evidence, ${untrusted}, created_at, embedder, vector FROM items ORDER BY n`,
    )
    .all()
  db.exec('DROP TRIGGER IF EXISTS items_added; DROP TRIGGER IF EXISTS items_removed; DROP TABLE IF EXISTS items_fts; DROP TABLE items')
  return items
}

function insert(db: Database.Database, { embedder, vector, ...item }: OldItem, { expiresAt }: MigrateOptions): void {
  const none = { topic: null, subtask_id: null, attempt: null, tool: null, seq: null }
  const row = { ...item, ...none, private: 1, expires_at: expiresAt(item.kind), bytes: memoryBytes(item.text, vector?.byteLength ?? 0) }
  const { n } = db.prepare<[typeof row], { n: number }>(MEMORY_SQL.insert).get(row) ?? { n: 0 }
  db.prepare(MEMORY_SQL.index).run(n, memoryTerms(item.text).join(' '))
  if (embedder !== null && vector !== null) db.prepare(MEMORY_SQL.vector).run(n, embedder, vector)
}
