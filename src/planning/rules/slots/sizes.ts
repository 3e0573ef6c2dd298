import { matchWords } from '../clause.ts'
import { type SlotParser, span } from './slot-match.ts'

const UNIT_BYTES: Readonly<Record<string, number>> = { b: 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }
const SIZE =
  /^(?:(?:that|which) (?:are|is) |of |with (?:a )?size (?:of )?)?(?:(?<more>larger than|bigger than|greater than|heavier than|more than|over|above|exceeding|at least|>=|>)|(?<less>smaller than|less than|lighter than|under|below|at most|up to|<=|<)) (?<number>\d+(?:\.\d+)?) ?(?<unit>bytes?|b|kilobytes?|megabytes?|gigabytes?|terabytes?|[kmgt](?<binary>i)?b?)(?: in size)?(?= |$)/u

const FOLDERS_FOLLOW = '(?! (?:sub)?(?:folder|director|dir))'
const EMPTY = new RegExp(
  `^(?:that are |which are |are |with |of )?(?:empty|zero[- ]bytes?|zero[- ]length|0[- ]bytes?|zero[- ]sized?)(?: in size)?(?= |$)${FOLDERS_FOLLOW}`,
  'u',
)

/** `larger than 10 MB`, `under 3 kB` -> bytes; decimal units, binary ones (KiB) as such. `empty files` are those of 0 bytes. */
export const parseSize: SlotParser = (clause, taken) => {
  const empty = matchWords(clause, taken, EMPTY)
  if (empty) return { value: { max: 0, strict: false, label: 'of 0 bytes' }, used: span(empty.from, empty.to) }
  const found = matchWords(clause, taken, SIZE)
  const groups = found?.match.groups
  if (!found || !groups) return undefined
  const bytes = Number(groups['number']) * unitBytes(groups['unit'] ?? 'b', groups['binary'] !== undefined)
  const said = `${groups['number']} ${unitLabel(groups['unit'] ?? 'b')}`
  const value = groups['more']
    ? { min: bytes, strict: !/at least|>=/u.test(groups['more']), label: `larger than ${said}` }
    : { max: bytes, strict: !/at most|up to|<=/u.test(groups['less'] ?? ''), label: `smaller than ${said}` }
  return {
    value: {
      ...value,
      label: value.strict ? value.label : value.label.replace('larger than', 'at least').replace('smaller than', 'at most'),
    },
    used: span(found.from, found.to),
  }
}

function unitBytes(unit: string, binary: boolean): number {
  const letter = unit[0] ?? 'b'
  if (unit.startsWith('byte') || unit === 'b') return 1
  return binary ? 1024 ** ('bkmgt'.indexOf(letter) || 0) : (UNIT_BYTES[letter] ?? 1)
}

function unitLabel(unit: string): string {
  if (unit === 'b' || unit.startsWith('byte')) return 'bytes'
  const letter = unit[0] ?? ''
  if (unit.includes('i') && unit.length <= 3 && !unit.startsWith('ki')) return `${letter.toUpperCase()}iB`
  return unit.length > 3 ? unit : letter === 'k' ? 'kB' : `${letter.toUpperCase()}B`
}
