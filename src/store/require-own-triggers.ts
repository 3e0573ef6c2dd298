import { ClawError } from '../kernel/claw-error.ts'
import type { Connection } from './connection.ts'
import type { Migration } from './migrations.ts'
import { mapStoreErrors } from './store-error.ts'

const ACTIVE = "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"

/** A registry that came with a folder could hold a trigger that says yes to every approval. Throws STORE_CORRUPT for any that no migration has made. */
export function requireOwnTriggers({ db, path }: Connection, migrations: readonly Migration[]): void {
  const found = mapStoreErrors(path, () => db.prepare<[], { name: string; sql: string }>(ACTIVE).all())
  const foreign = found.find((one) => !migrations.some((migration) => migration.sql.includes(one.sql)))
  if (foreign === undefined) return
  throw new ClawError('STORE_CORRUPT', `The registry ${path} holds '${foreign.name}', which acts on its own and is not claw's.`, {
    fix: `mv ${path} ${path}.foreign`,
    where: path,
  })
}
