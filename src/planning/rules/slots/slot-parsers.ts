import type { SlotType } from '../recipe.ts'
import { parseAge } from './ages.ts'
import { parseAuthor } from './authors.ts'
import { parseChoice } from './choices.ts'
import { parseColumn, parseColumns } from './columns.ts'
import { parseExclude } from './excludes.ts'
import { parseFileType } from './file-types.ts'
import { parseFile } from './files.ts'
import { parseFilters } from './filters.ts'
import { parseFolder } from './folders.ts'
import { parseNumber } from './numbers.ts'
import { parseRange } from './ranges.ts'
import { parseSize } from './sizes.ts'
import type { SlotParser } from './slot-match.ts'
import { parseTable } from './tables.ts'
import { parseCommand, parseReference, parseRegex, parseSql, parseText, parseUrl } from './texts.ts'

export const SLOT_PARSERS: Readonly<Record<SlotType, SlotParser>> = {
  age: parseAge,
  author: parseAuthor,
  choice: parseChoice,
  column: parseColumn,
  columns: parseColumns,
  command: parseCommand,
  exclude: parseExclude,
  file: parseFile,
  file_type: parseFileType,
  filters: parseFilters,
  folder: parseFolder,
  number: parseNumber,
  range: parseRange,
  reference: parseReference,
  regex: parseRegex,
  size: parseSize,
  sql: parseSql,
  table: parseTable,
  text: parseText,
  url: parseUrl,
}
