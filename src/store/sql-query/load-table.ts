import type { Database } from 'better-sqlite3'
import { ClawError } from '../../kernel/claw-error.ts'
import { type ColumnType, inferColumns } from './column-types.ts'
import type { Cell, DataRows } from './data-rows.ts'

const MAX_COLUMNS = 2000

/** Loads the rows into table `data`: one pass for the types, one for the values, so that memory holds them only once. */
export async function loadTable(database: Database, source: DataRows, shown: string): Promise<void> {
  const columns = await source.columns()
  if (columns.length === 0) throw new ClawError('TOOL_FAILED', `'${shown}' is empty: it has no columns.`)
  if (columns.length > MAX_COLUMNS)
    throw new ClawError('TOOL_FAILED', `'${shown}' has ${columns.length} columns; at most ${MAX_COLUMNS} are loaded.`)
  const types = await columnTypes(source, columns.length)
  database.exec(`CREATE TABLE data (${columns.map((name, i) => `${quoted(name)} ${types[i]}`).join(', ')})`)
  await insertAll(database, source, types)
}

async function columnTypes(source: DataRows, columns: number): Promise<ColumnType[]> {
  const inferred = inferColumns(columns, source.textIsTyped)
  for await (const row of source.rows()) inferred.add(row)
  return inferred.types()
}

async function insertAll(database: Database, source: DataRows, types: readonly ColumnType[]): Promise<void> {
  const insert = database.prepare(`INSERT INTO data VALUES (${types.map(() => '?').join(', ')})`)
  database.exec('BEGIN')
  for await (const row of source.rows()) insert.run(row.map((cell, i) => bound(cell, types[i])))
  database.exec('COMMIT')
}

// better-sqlite3 binds numbers as REAL; without a column type an integer would stay one.
function bound(cell: Cell, type: ColumnType | undefined): Cell | bigint {
  return type === '' && typeof cell === 'number' && Number.isSafeInteger(cell) ? BigInt(cell) : cell
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
