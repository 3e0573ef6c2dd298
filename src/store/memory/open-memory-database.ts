import { lstatSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { ClawError } from '../../kernel/claw-error.ts'
import { openConnection } from '../connection.ts'
import { mapStoreErrors } from '../store-error.ts'
import { MEMORY_SCHEMA, MEMORY_VERSION, VERSION_1_SCHEMA } from './memory-schema.ts'
import { type MigrateOptions, migrateMemory } from './migrate-memory.ts'

/**
 * Opens or creates the memory.db of one agent. A file that came with a folder may be anything: links, triggers and views are refused. Throws
 * STORE_CORRUPT for what is no memory of ours, STORE_NEWER for that of a later claw.
 */
export function openMemoryDatabase(path: string, options: MigrateOptions): Database.Database {
  requirePlainFile(path)
  const { db } = openConnection(path)
  try {
    return mapStoreErrors(path, () => {
      db.pragma('secure_delete = ON')
      db.pragma('trusted_schema = OFF')
      requireOwn(db, path)
      migrateMemory(db, options)
      return db
    })
  } catch (error) {
    db.close()
    throw error
  }
}

function requirePlainFile(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const found = lstatSync(file, { throwIfNoEntry: false })
    if (found === undefined || (found.isFile() && found.nlink === 1)) continue
    throw foreign(path, `${file} is no plain file of its own`)
  }
}

function requireOwn(db: Database.Database, path: string): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > MEMORY_VERSION)
    throw new ClawError('STORE_NEWER', `The agent memory ${path} was written by a newer claw (version ${version}).`, { where: path })
  const found = db.prepare<[], { type: string; name: string; sql: string | null }>('SELECT type, name, sql FROM sqlite_schema').all()
  const strange = found.find((one) => !isOwn(one, version))
  if (strange !== undefined) throw foreign(path, `its ${strange.type} '${strange.name}' is none of memory's`)
  const missing = version === MEMORY_VERSION ? TABLES.find((table) => !found.some((one) => one.name === table)) : undefined
  if (missing !== undefined) throw foreign(path, `the table '${missing}' is missing`)
}

const TABLES = ['items', 'vectors', 'writes', 'items_fts']

// An index that SQLite made by itself has no text; tables behind FTS5 are its own.
function isOwn({ name, sql }: { readonly name: string; readonly sql: string | null }, version: number): boolean {
  if (sql === null || /^items_fts_(?:data|idx|content|docsize|config)$/.test(name)) return true
  return version === 0 ? VERSION_1_SCHEMA.some((known) => known.test(sql)) : MEMORY_SCHEMA.includes(sql)
}

function foreign(path: string, reason: string): ClawError {
  return new ClawError('STORE_CORRUPT', `The agent memory ${path} is not claw's: ${reason}.`, {
    fix: `mv '${path}' '${path}.foreign'  # the agent starts with an empty memory`,
    where: path,
  })
}
