import { createReadStream, openSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { ClawError } from '../../kernel/claw-error.ts'
import { checkSameFile } from './check-same-file.ts'
import type { Cell, DataRows } from './data-rows.ts'
import type { QueryRequest } from './query-request.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'
import { uniqueNames } from './unique-names.ts'

const MAX_FIELD = 10_000_000

/** A CSV or TSV file with a header line. Every line must have as many fields as the header. */
export function csvRows(request: QueryRequest): DataRows {
  return {
    textIsTyped: true,
    columns: async () => {
      for await (const record of records(request)) return uniqueNames(record)
      return []
    },
    rows: () => dataRows(request),
  }
}

async function* dataRows(request: QueryRequest): AsyncGenerator<Cell[]> {
  let isHeader = true
  for await (const record of records(request)) {
    if (!isHeader) yield record.map((field) => (field === '' ? null : field))
    isHeader = false
  }
}

async function* records(request: QueryRequest): AsyncGenerator<string[]> {
  const fd = openSync(request.db_path, 'r')
  checkSameFile(fd, request)
  const delimiter = /\.tsv$/i.test(request.db_path) ? '\t' : sniffDelimiter(fd)
  const parser = parse({ bom: true, delimiter, skip_empty_lines: true, max_record_size: MAX_FIELD })
  const stream = createReadStream('', { fd, start: 0, highWaterMark: 1024 * 1024 })
  stream.on('error', (error) => parser.destroy(error))
  try {
    for await (const record of stream.pipe(parser)) yield record as string[]
  } catch (error) {
    throw csvError(error, request.shown)
  } finally {
    stream.destroy()
  }
}

function csvError(error: unknown, shown: string): unknown {
  if (!(error instanceof CsvError)) return error
  const line = 'lines' in error ? ` near line ${error['lines']}` : ''
  return new ClawError('TOOL_FAILED', `'${shown}' is no well-formed CSV${line}: ${error.message}.`, { cause: error })
}
