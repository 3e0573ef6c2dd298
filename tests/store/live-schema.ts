import Database from 'better-sqlite3'

/** The schema of a registry as SQL text. Left out: what SQLite, FTS5 and the per-embedder indexes make by themselves. */
export function liveSchema(path: string): string {
  const db = new Database(path, { readonly: true })
  try {
    const rows = db
      .prepare<[], { sql: string }>(
        `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'agent_words_%' AND name NOT LIKE 'agent_index_%'
         ORDER BY type = 'trigger', type = 'index', tbl_name, name`,
      )
      .all()
    return `-- The schema of registry.db, compared with the live one by tests/store/schema.test.ts.\nPRAGMA user_version = ${db.pragma('user_version', { simple: true })};\n\n${rows.map((row) => `${row.sql};`).join('\n\n')}\n`
  } finally {
    db.close()
  }
}
