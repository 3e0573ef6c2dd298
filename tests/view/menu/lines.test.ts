import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutLine } from '../../../src/view/menu/cut-line.ts'
import { padLine } from '../../../src/view/menu/pad-line.ts'
import { type Line, line, plainText, span } from '../../../src/view/menu/span.ts'
import { wrapLine } from '../../../src/view/menu/wrap-line.ts'
import { textWidth } from '../../../src/view/text-width.ts'

const WORDS = [
  'a',
  'word',
  ' ',
  '  ',
  '日本',
  'e\u0301',
  '\u0301',
  '👨‍👩‍👧',
  '🇩🇪',
  '🇩',
  '❤',
  '\ufe0f',
  '\u200d',
  '한',
  '\u1100',
  '\u1161',
  'ﾞ',
  'क्षि',
  '…',
  'https://long.example/path',
  '👍🏽',
]
const text = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 12 })
const lines: fc.Arbitrary<Line> = fc.array(
  fc.record({ text: text.map((parts) => parts.join('')), as: fc.constantFrom('plain', 'bad', 'dim') }),
  { maxLength: 4 },
)
const width = (of: Line): number => textWidth(plainText(of))

describe('lines of spans', () => {
  it('are cut to the width asked for, with an ellipsis only where something is missing', () => {
    fc.assert(
      fc.property(lines, fc.nat(20), (of, columns) => {
        const cut = cutLine(of, columns)
        expect(width(cut)).toBeLessThanOrEqual(columns)
        if (width(of) <= columns) expect(plainText(cut)).toBe(plainText(of))
        else if (columns > 0) expect(plainText(of).startsWith(plainText(cut).slice(0, -1)) && plainText(cut).endsWith('…')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('wrap to the width asked for without losing a character', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 2, max: 20 }), (of, columns) => {
        const rows = wrapLine(of, columns)
        for (const row of rows) expect(width(row)).toBeLessThanOrEqual(columns)
        expect(rows.map(plainText).join('')).toBe(plainText(of))
      }),
      { numRuns: 500 },
    )
  })

  it('keep the meaning of every character', () => {
    expect(cutLine(line('ab', span('cdef', 'bad')), 4)).toEqual([span('ab'), span('c…', 'bad')])
    expect(wrapLine(line('one ', span('two three', 'good')), 8)).toEqual([line('one ', span('two ', 'good')), line(span('three', 'good'))])
    expect(wrapLine(line('one two'), 7)).toEqual([line('one two')])
    expect(wrapLine(line('x 日本語日本語'), 5).map(plainText)).toEqual(['x 日', '本語', '日本', '語'])
  })

  it('are filled up with spaces', () => {
    fc.assert(
      fc.property(lines, fc.nat(30), (of, columns) => {
        expect(width(padLine(of, columns))).toBe(Math.max(columns, width(of)))
      }),
    )
    expect(plainText(padLine(line('7'), 3, 'right'))).toBe('  7')
  })

  it('cost what is shown of them', () => {
    const began = performance.now()
    cutLine(line('日'.repeat(500_000)), 40)
    expect(performance.now() - began).toBeLessThan(200)
  })
})
