import { expect, it } from 'vitest'
import { formatTable } from '../../src/view/format-table.ts'
import { wrapText } from '../../src/view/text-width.ts'
import { askedCall } from '../../src/view/tool-line.ts'

const COLUMNS = [
  { title: 'ID', cell: (row: { id: string }) => row.id },
  { title: 'FIRST', cell: () => 'first', optional: true },
  { title: 'SECOND', cell: () => 'second', optional: true },
  { title: 'WHAT', cell: () => 'a long text that says what it is about', flexible: true },
]
const head = (columns: number) => formatTable([{ id: '1' }], COLUMNS, { columns }).split('\n')[0]

it('leaves optional columns out, the last first, before the telling one is cut to nothing', () => {
  expect(head(100)).toBe('ID  FIRST  SECOND  WHAT')
  expect(head(40)).toBe('ID  FIRST  WHAT')
  expect(head(34)).toBe('ID  WHAT')
})

it('wraps between words, and keeps a longer word whole', () => {
  expect(wrapText('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrapText('a unbreakable b', 5)).toEqual(['a', 'unbreakable', 'b'])
})

it('tells what an approval would act on, with nothing invisible', () => {
  expect(askedCall('web_fetch: X', { tool: 'web_fetch', args: { url: 'http://a/\u202e' } })).toBe('web_fetch http://a/\\u{202e}')
  expect(askedCall('Create an agent', { name: 'x' })).toBe('Create an agent')
})
