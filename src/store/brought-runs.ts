import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ClawError } from '../kernel/claw-error.ts'
import { tryParseJson } from '../kernel/json.ts'
import { writePrivateFile } from '../kernel/private-file.ts'
import type { Connection } from './connection.ts'
import { BROUGHT_SQL } from './sql/brought-sql.ts'
import { prepareStatements } from './statements.ts'
import { mapStoreErrors } from './store-error.ts'

/** Runs that stood in the registry before this user ever opened it: a cloned folder brings them, with whatever they were prepared to do. */
export interface BroughtRuns {
  list(): readonly string[]
  has(run_id: string): boolean
  /** A person takes all of them as their own. */
  adopt(): void
}

const MARK = /^[0-9a-f]{32}$/

/**
 * A registry is known by a random mark in it that has a file of its name with the user. One without gets a mark now, and the file lists the runs
 * that were there. A registry that is put in place of this one later holds no such mark, so it is unknown again; one that was moved keeps it.
 */
export function openBroughtRuns(connection: Connection, dir: string): BroughtRuns {
  const sql = prepareStatements(connection, BROUGHT_SQL)
  const pathOf = (mark: string): string => join(dir, `${mark}.json`)

  function known(): string | undefined {
    const marks = sql.marks.all<{ mark: string }>().map((row) => row.mark)
    return marks.find((mark) => MARK.test(mark) && existsSync(pathOf(mark)))
  }

  // Of two processes that open it at once, the second finds the mark of the first, and no run was made in between.
  function leave(): string {
    const mark = randomBytes(16).toString('hex')
    sql.leave.run(mark)
    const runs = sql.runs.all<{ run_id: string }>().map((row) => row.run_id)
    mapStoreErrors(dir, () => writePrivateFile(pathOf(mark), JSON.stringify(runs)))
    return mark
  }

  const mark = known() ?? connection.db.transaction(() => known() ?? leave()).immediate()
  const list = (): readonly string[] => readRuns(pathOf(mark))
  return {
    list,
    has: (run_id) => list().includes(run_id),
    adopt: () => mapStoreErrors(dir, () => writePrivateFile(pathOf(mark), '[]')),
  }
}

function readRuns(path: string): readonly string[] {
  const parsed = tryParseJson(mapStoreErrors(path, () => readFileSync(path, 'utf8')))
  if (parsed.ok && Array.isArray(parsed.value)) return parsed.value.filter((id) => typeof id === 'string')
  throw new ClawError('STORE_CORRUPT', `${path} is damaged: it says which runs came from elsewhere.`, { fix: `rm ${path}`, where: path })
}
