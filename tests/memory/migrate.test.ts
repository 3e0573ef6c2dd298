import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { DAY, learn, type MemoryPlace, memoryPlace, START, staticEmbedder, texts } from './memory-place.ts'

/** memory.db as version 1 made it; the very first ones had no `untrusted`. */
const VERSION_1 = (untrusted: string): string => `
CREATE TABLE IF NOT EXISTS items (
  n INTEGER PRIMARY KEY,
  memory_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('fact', 'procedure', 'episode')),
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL UNIQUE,
  run_id TEXT NOT NULL,
  evidence TEXT NOT NULL,${untrusted}
  created_at INTEGER NOT NULL,
  embedder TEXT,
  vector BLOB
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS items_fts USING fts5(text, content='items', content_rowid='n', tokenize='porter unicode61');
CREATE TRIGGER IF NOT EXISTS items_added AFTER INSERT ON items BEGIN
  INSERT INTO items_fts (rowid, text) VALUES (new.n, new.text);
END;
CREATE TRIGGER IF NOT EXISTS items_removed AFTER DELETE ON items BEGIN
  INSERT INTO items_fts (items_fts, rowid, text) VALUES ('delete', old.n, old.text);
END;
INSERT INTO items (memory_id, kind, text, text_hash, run_id, evidence, created_at) VALUES
  ('aaaaaaaaaaaa', 'fact', 'The orders table stores amounts in cents.', 'h1', '111111111111', 'c1', 5),
  ('bbbbbbbbbbbb', 'episode', '统计了测试服务器的端口', 'h2', '222222222222', 'c2', 6),
  ('cccccccccccc', 'fact', 'Zebraword is deleted', 'h3', '222222222222', 'c2', 7);
DELETE FROM items WHERE memory_id = 'cccccccccccc';
`
const LATER = '\n  untrusted INTEGER NOT NULL DEFAULT 0,'

function old(place: MemoryPlace, sql: string): void {
  const db = new Database(place.path)
  db.pragma('journal_mode = WAL')
  db.exec(sql)
  db.close()
}

describe('a memory of an earlier version', () => {
  it.each([
    ['the first', VERSION_1('')],
    ['with the mark', VERSION_1(LATER)],
    [
      'with the mark added',
      `${VERSION_1('')}ALTER TABLE items ADD COLUMN untrusted INTEGER NOT NULL DEFAULT 0; UPDATE items SET untrusted = 1;`,
    ],
  ])('opens with all that it holds: %s', async (name, sql) => {
    const place = memoryPlace()
    old(place, sql)
    const memory = place.open()
    expect(await texts(memory, 'amounts in the orders table')).toEqual(['The orders table stores amounts in cents.'])
    expect(await texts(memory, '端口')).toEqual(['统计了测试服务器的端口'])
    expect(memory.byPrefix('bbbb')).toMatchObject([
      { kind: 'episode', run_id: '222222222222', evidence: 'c2', tool: null, expires_at: START + 30 * DAY, pinned: 0 },
    ])
    expect(memory.byPrefix('aaaa')[0]?.untrusted).toBe(name === 'with the mark added' ? 1 : 0)
    expect(place.bytes().toLowerCase()).not.toContain('zebraword')
    await learn(place.open({ embedder: staticEmbedder }), 'Something new')
    expect(memory.list({}, 10)).toHaveLength(3)
  })

  it('two that open it at once migrate it once', () => {
    const place = memoryPlace()
    old(place, VERSION_1(LATER))
    const both = [place.open(), place.open()]
    expect(both.map((memory) => memory.counts())).toEqual(Array(2).fill({ fact: 1, procedure: 0, episode: 1, pinned: 0 }))
  })

  it('gives back the space of what is forgotten, also when it was made new', async () => {
    for (const prepare of [(place: MemoryPlace) => old(place, VERSION_1(LATER)), () => undefined]) {
      const place = memoryPlace()
      prepare(place)
      await learn(place.open(), 'One more')
      const db = new Database(place.path, { readonly: true })
      expect([db.pragma('auto_vacuum', { simple: true }), db.pragma('user_version', { simple: true })]).toEqual([2, 2])
      db.close()
    }
  })
})
