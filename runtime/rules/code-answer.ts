import type { Json, JsonObject } from '../../src/kernel/json.ts'
import { asList } from './as-list.ts'
import { share } from './data-helpers.ts'
import { fileSet } from './file-set.ts'
import { ignoredNote, scopeWords } from './file-words.ts'
import { columns, plural, sentence } from './format.ts'
import { languages } from './languages.ts'

/** Lines of code by language, of one folder or of several together. */
export function codeAnswer(found: Json, slots: JsonObject): JsonObject {
  fileSet(found, slots)
  const code = languages(
    asList<JsonObject>(found).flatMap((stat) => asList<JsonObject>(stat['by_extension'])),
    true,
  )
  const sum = (name: 'lines' | 'files'): number => code.reduce((total, row) => total + row[name], 0)
  if (code.length === 0)
    return { text: `No source code${scopeWords(slots) === '' ? ' here' : scopeWords(slots)}.${ignoredNote(slots)}`, count: 0 }
  const rows = code.map((row) => [row.language, plural(row.lines, 'line'), plural(row.files, 'file'), share(row.lines, sum('lines'))])
  const head = `${plural(sum('lines'), 'line')} of code in ${plural(sum('files'), 'file')}${scopeWords(slots)} (blank lines and comments included)`
  return { text: `${sentence(head)}:\n${columns(rows)}`, count: sum('lines') }
}
