import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ClawError } from '../../kernel/claw-error.ts'
import { checkSameFile } from './check-same-file.ts'
import type { QueryRequest } from './query-request.ts'

const MAGIC = 'SQLite format 3\0'
const WAL = 2
const ROLLBACK = 1
const MAX_COPY = 256 * 1024 * 1024

/** Opens a database file read-only, without leaving anything beside it. */
export function openSqliteFile(request: QueryRequest): Database.Database {
  const fd = openSync(request.db_path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    checkSameFile(fd, request)
    const header = Buffer.alloc(100)
    readSync(fd, header, 0, 100, 0)
    const size = fstatSync(fd).size
    if (size > 0 && header.toString('latin1', 0, 16) !== MAGIC) {
      throw new ClawError('TOOL_FAILED', `'${request.shown}' is not a SQLite database (nor .csv, .tsv, .json or .jsonl).`)
    }
    // Reading a WAL database would leave -wal and -shm files. One that is at rest is read as a copy in memory.
    if (header[18] === WAL && !existsSync(`${request.db_path}-wal`) && size <= MAX_COPY) return fromCopy(readFileSync(fd))
    const database = new Database(request.db_path, { readonly: true, fileMustExist: true })
    checkOpened(database, request)
    return database
  } finally {
    closeSync(fd)
  }
}

function fromCopy(content: Buffer): Database.Database {
  content[18] = ROLLBACK
  content[19] = ROLLBACK
  return new Database(content, { readonly: true })
}

// SQLite opens by name: one of this process' descriptors must now be the file that the jail checked, once more.
function checkOpened(database: Database.Database, request: QueryRequest): void {
  database.pragma('schema_version')
  let held = 0
  for (let fd = 3; fd < 256; fd += 1) if (isSame(fd, request)) held += 1
  if (held < 2) throw new ClawError('PATH_OUTSIDE', `'${request.shown}' was replaced while it was opened.`)
}

function isSame(fd: number, { dev, ino }: QueryRequest): boolean {
  try {
    const stat = fstatSync(fd)
    return stat.dev === dev && stat.ino === ino
  } catch {
    return false
  }
}
