import { isJsonObject, type Json } from '../../../../src/kernel/json.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'

/** One line of a value that is shown as a tree. */
export interface JsonRow {
  /** A JSON pointer; of the line that closes an object or array with a `~` more. */
  readonly id: string
  readonly depth: number
  /** The name or the number of the member, quoted as JSON has it. */
  readonly name: string | undefined
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'word' | 'end'
  /** Of an object or array its first bracket; of others the value itself. */
  readonly text: string
  /** Of an object or array. */
  readonly folded: boolean
  readonly members: number
  readonly comma: boolean
}

interface Place {
  readonly id: string
  readonly depth: number
  readonly name: string | undefined
  readonly last: boolean
}

/** Which objects and arrays are open, by their pointer and depth. */
export type IsOpen = (id: string, depth: number) => boolean

/** The lines of a value, with nothing below what is folded. */
export function jsonRows(value: Json, isOpen: IsOpen): JsonRow[] {
  const rows: JsonRow[] = []
  addRows(rows, value, isOpen, { id: '', depth: 0, name: undefined, last: true })
  return rows
}

/** Whether a value has more than so many members, at whatever level. */
export function hasMore(value: Json, than: number): boolean {
  const left = [value]
  let count = 0
  for (let next = left.pop(); next !== undefined && count <= than; next = left.pop()) {
    count += 1
    if (typeof next === 'object' && next !== null) left.push(...Object.values(next).slice(0, than + 1))
  }
  return count > than
}

function addRows(rows: JsonRow[], value: Json, isOpen: IsOpen, { id, depth, name, last }: Place): void {
  const comma = !last
  if (typeof value !== 'object' || value === null) {
    rows.push({ id, depth, name, kind: kindOf(value), text: visibleLine(JSON.stringify(value)), folded: false, members: 0, comma })
    return
  }
  const members = isJsonObject(value)
    ? Object.entries(value).map(([key, member]) => ({ key, name: `${visibleLine(JSON.stringify(key))}: `, member }))
    : value.map((member, index) => ({ key: String(index), name: undefined, member }))
  const [first, end] = isJsonObject(value) ? ['{', '}'] : ['[', ']']
  const folded = members.length > 0 && !isOpen(id, depth)
  const kind = isJsonObject(value) ? 'object' : 'array'
  if (folded || members.length === 0) {
    rows.push({ id, depth, name, kind, text: folded ? `${first} … ${end}` : first + end, folded, members: members.length, comma })
    return
  }
  rows.push({ id, depth, name, kind, text: first, folded, members: members.length, comma: false })
  members.forEach(({ key, name, member }, index) => {
    addRows(rows, member, isOpen, { id: `${id}/${escapeKey(key)}`, depth: depth + 1, name, last: index === members.length - 1 })
  })
  rows.push({ id: `${id}~`, depth, name: undefined, kind: 'end', text: end, folded: false, members: 0, comma })
}

function kindOf(value: null | boolean | number | string): JsonRow['kind'] {
  return typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'word'
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
