import type Database from 'better-sqlite3'
import { loadVec } from '../load-vec.ts'
import { isSoundMemory } from './is-sound-memory.ts'
import type { MemoryVector, StoredMemory } from './memory-records.ts'
import { MEMORY_SQL } from './memory-sql.ts'

export interface NearMemory {
  readonly item: StoredMemory
  readonly cosine: number
}

export type NearestMemories = (vector: MemoryVector, at: { readonly now: number; readonly limit: number }) => NearMemory[]

interface Distance {
  readonly n: number
  /** null: the vector of a foreign file may hold anything. */
  readonly distance: number | null
}

/** The live items nearest to a vector of the same embedder: by sqlite-vec where it can be loaded (a quarter of the time), else one by one. */
export function createNearestMemories(db: Database.Database, path: string, vecPath: string | null): NearestMemories {
  let hasVec: boolean | undefined
  return (vector, { now, limit }) => {
    hasVec ??= loadVec({ db, path }, { required: false, path: vecPath })
    const found = hasVec ? bySqliteVec(db, vector, { now, limit }) : oneByOne(db, vector, { now, limit })
    return found.flatMap(({ n, distance }) => {
      const item = db.prepare<[number], StoredMemory & { n: number }>(MEMORY_SQL.byN).get(n)
      return item === undefined || distance === null || !isSoundMemory(item) ? [] : [{ item, cosine: 1 - distance }]
    })
  }
}

function bySqliteVec(db: Database.Database, { embedder, vector }: MemoryVector, at: { now: number; limit: number }): Distance[] {
  const blob = toBlob(vector)
  return db.prepare<[unknown], Distance>(MEMORY_SQL.nearest).all({ embedder, blob, bytes: blob.byteLength, ...at })
}

function oneByOne(db: Database.Database, { embedder, vector }: MemoryVector, { now, limit }: { now: number; limit: number }): Distance[] {
  const bytes = vector.byteLength
  const rows = db.prepare<[unknown], { n: number; vector: Buffer }>(MEMORY_SQL.vectors).all({ embedder, now, bytes })
  return rows
    .map((row) => ({ n: row.n, distance: 1 - dot(vector, row.vector) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
}

/** undefined: the item has no vector of this embedder. */
export function cosineOf(db: Database.Database, memory_id: string, { embedder, vector }: MemoryVector): number | undefined {
  const row = db.prepare<[unknown], { vector: Buffer }>(MEMORY_SQL.vectorOf).get({ memory_id, embedder, bytes: vector.byteLength })
  return row === undefined ? undefined : dot(vector, row.vector)
}

// Both are of length 1, unless the file was brought along: then anything counts as what a vector can be at most.
function dot(a: Float32Array, blob: Buffer): number {
  const b = new Float32Array(new Uint8Array(blob).buffer)
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return Number.isNaN(sum) ? 0 : Math.min(1, Math.max(-1, sum))
}

export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}
