import { ClawError } from '../kernel/claw-error.ts'
import type { Connection } from './connection.ts'
import type { Migration } from './migrations.ts'
import type { Owner } from './records.ts'
import { LIVE_OWNERS } from './sql/migrate-sql.ts'
import { mapStoreErrors } from './store-error.ts'

export interface MigrateOptions {
  readonly migrations: readonly Migration[]
  isAlive(owner: Owner): boolean
}

/**
 * Brings the schema up to date. Under an exclusive lock: of two processes that open at once one migrates, the other waits and finds it done.
 * Throws STORE_NEWER for a schema that this claw does not know, STORE_BUSY under a live owner of an older one.
 */
export function migrate(connection: Connection, options: MigrateOptions): void {
  const latest = options.migrations.at(-1)?.version ?? 0
  if (currentVersion(connection, latest) === latest) return
  const { db, path } = connection
  mapStoreErrors(path, () =>
    db
      .transaction(() => {
        const from = currentVersion(connection, latest)
        if (from > 0 && from < latest) refuseUnderLiveOwner(connection, options)
        for (const { version, sql } of options.migrations) if (version > from) apply(connection, version, sql)
      })
      .exclusive(),
  )
}

function apply({ db }: Connection, version: number, sql: string): void {
  db.exec(sql)
  db.pragma(`user_version = ${version}`)
}

function currentVersion({ db, path }: Connection, latest: number): number {
  const version = mapStoreErrors(path, () => Number(db.pragma('user_version', { simple: true })))
  if (version <= latest) return version
  throw new ClawError('STORE_NEWER', `The registry ${path} has schema ${version}; this claw knows ${latest}.`, { where: path })
}

function refuseUnderLiveOwner({ db, path }: Connection, options: MigrateOptions): void {
  const owners = db.prepare<[], { run_id: string } & Owner>(LIVE_OWNERS).all()
  const live = owners.find((owner) => options.isAlive(owner))
  if (live === undefined) return
  throw new ClawError(
    'STORE_BUSY',
    `Run ${live.run_id} is held by process ${live.pid} on ${live.host}, which runs another version of claw.`,
    {
      fix: 'Let that run end, then try again.',
      where: path,
      retryable: true,
    },
  )
}
