import { expect, it } from 'vitest'
import { line, plainText, type Span, span } from '../../../src/view/menu/span.ts'
import { wrapFact } from '../../../src/view/menu/wrap-fact.ts'

const rows = (columns: number, ...parts: readonly (string | Span)[]): string[] => wrapFact(line(...parts), columns).map(plainText)

it('what follows a label goes on below itself, and nothing is lost', () => {
  expect(rows(24, span('does  ', 'dim'), 'counts files and sorts them')).toEqual(['does  counts files and ', '      sorts them'])
})

it('a text without a label, and a label that takes too much of the width, are wrapped as they are', () => {
  expect(rows(12, 'counts files and sorts')).toEqual(['counts ', 'files and ', 'sorts'])
  expect(rows(15, span('does  ', 'dim'), 'counts the files')).toEqual(['does  counts ', 'the files'])
  expect(rows(40, span('does  ', 'dim'), 'short')).toEqual(['does  short'])
})
