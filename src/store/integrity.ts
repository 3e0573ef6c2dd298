import type { Connection } from './connection.ts'
import { mapStoreErrors } from './store-error.ts'

/** `ok`, or what SQLite's integrity_check and foreign_key_check say. */
export function checkIntegrity({ db, path }: Connection): string {
  return mapStoreErrors(path, () => {
    const lines = (db.pragma('integrity_check') as { integrity_check: string }[]).map((row) => row.integrity_check).filter(isProblem)
    const orphans = (db.pragma('foreign_key_check') as { table: string; parent: string }[]).map(
      (row) => `${row.table}: a row without its ${row.parent}`,
    )
    return [...lines, ...orphans].join('\n') || 'ok'
  })
}

// A vector index of a machine that has sqlite-vec can't be looked into here, and is derived anyway.
function isProblem(line: string): boolean {
  return line !== 'ok' && !line.includes('no such module: vec0') && !line.includes('agent_index_')
}
