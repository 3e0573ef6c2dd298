import type Database from 'better-sqlite3'
import type { MemoryBounds } from './memory-records.ts'
import { MEMORY_SQL } from './memory-sql.ts'

const RECEIPT_MS = 90 * 86_400_000
/** Attempts that may still be carried on are among the newest; the items themselves count apart. */
const MAX_RECEIPTS = 20_000
/** Room is made for some writes at once. */
const SLACK = 0.02

/** Expired items and those superseded long ago go; then, over a bound, the least useful that nobody pinned. False: no room could be made. */
export function compactMemory(db: Database.Database, { maxItems, maxBytes, keepSupersededMs }: MemoryBounds, now: number): boolean {
  const dead = db.prepare<[unknown], { n: number }>(MEMORY_SQL.dead).all({ now, before: now - keepSupersededMs })
  removeItems(
    db,
    dead.map(({ n }) => n),
  )
  if (hasRoom(db, { maxItems, maxBytes })) return true
  makeRoom(db, { items: maxItems - 1 - Math.floor(maxItems * SLACK), bytes: maxBytes * (1 - SLACK) })
  return hasRoom(db, { maxItems, maxBytes })
}

function hasRoom(db: Database.Database, { maxItems, maxBytes }: Pick<MemoryBounds, 'maxItems' | 'maxBytes'>): boolean {
  const { items, bytes } = sizeOf(db)
  return items < maxItems && bytes < maxBytes
}

function sizeOf(db: Database.Database): { readonly items: number; readonly bytes: number } {
  return db.prepare<[], { items: number; bytes: number }>(MEMORY_SQL.size).get() ?? { items: 0, bytes: 0 }
}

function makeRoom(db: Database.Database, wanted: { readonly items: number; readonly bytes: number }): void {
  let { items, bytes } = sizeOf(db)
  const isOver = (): boolean => items > wanted.items || bytes > wanted.bytes
  while (isOver()) {
    const rows = db.prepare<[], { n: number; bytes: number }>(MEMORY_SQL.leastUseful).all()
    if (rows.length === 0) return
    const gone: number[] = []
    for (const row of rows) {
      if (!isOver()) break
      gone.push(row.n)
      items -= 1
      bytes -= row.bytes
    }
    removeItems(db, gone)
  }
}

/** Those of long ago go, and over the bound the older half. Looked after at each hundredth write. */
export function compactReceipts(db: Database.Database, now: number): void {
  const { receipts } = db.prepare<[], { receipts: number }>(MEMORY_SQL.receipts).get() ?? { receipts: 0 }
  if (receipts % 100 !== 0) return
  db.prepare(MEMORY_SQL.oldReceipts).run(now - RECEIPT_MS)
  if (receipts > MAX_RECEIPTS) db.prepare(MEMORY_SQL.olderReceipts).run(MAX_RECEIPTS / 2)
}

/** Out of the table, the index and the vectors. */
export function removeItems(db: Database.Database, ns: readonly number[]): void {
  const statements = [MEMORY_SQL.removeIndex, MEMORY_SQL.removeVector, MEMORY_SQL.removeItem].map((sql) => db.prepare(sql))
  for (const n of ns) for (const statement of statements) statement.run(n)
}
