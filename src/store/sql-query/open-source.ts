import Database from 'better-sqlite3'
import { addAggregates } from './aggregates.ts'
import { csvRows } from './csv-rows.ts'
import { jsonRows } from './json-rows.ts'
import { loadTable } from './load-table.ts'
import { openSqliteFile } from './open-sqlite-file.ts'
import type { QueryRequest } from './query-request.ts'

const HEAP_BYTES = 1_500_000_000

/** The database that the statement runs on: the file itself, read-only, or a table `data` in memory. */
export async function openSource(request: QueryRequest): Promise<Database.Database> {
  const database = isDataFile(request.db_path) ? await dataTable(request) : openSqliteFile(request)
  database.pragma(`hard_heap_limit = ${HEAP_BYTES}`)
  database.pragma('temp_store = MEMORY')
  addAggregates(database)
  return database
}

function isDataFile(path: string): boolean {
  return /\.(csv|tsv|json|jsonl|ndjson)$/i.test(path)
}

async function dataTable(request: QueryRequest): Promise<Database.Database> {
  const database = new Database(':memory:')
  const isCsv = /\.(csv|tsv)$/i.test(request.db_path)
  await loadTable(database, isCsv ? csvRows(request) : jsonRows(request), request.shown)
  return database
}
