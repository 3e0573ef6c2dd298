import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { graphemes, isSimple } from '../../../src/view/graphemes.ts'
import { fitText, padText, textWidth } from '../../../src/view/text-width.ts'

it('knows the columns of wide, combined and joined characters', () => {
  const widths = ['abc', '日本', 'e\u0301', '👍', '👨‍👩‍👧', '🇩🇪', '❤️', '\u001b[1mbold\u001b[0m', '⠋ ─ …'].map(textWidth)
  expect(widths).toEqual([3, 4, 1, 2, 2, 2, 2, 4, 5])
})

it('takes the short way only where each character is one column and a cluster of its own', () => {
  const simple = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).filter(isSimple)
  expect(simple.length).toBeGreaterThan(1400)
  const joined = simple.join('')
  expect(Array.from(new Intl.Segmenter().segment(joined))).toHaveLength(joined.length)
  expect(simple.filter((char) => stringWidth(char) !== 1)).toEqual([])
  expect(stringWidth(joined)).toBe(joined.length)
})

it('agrees with the library on texts of any length', () => {
  const parts = fc.oneof(
    fc.constantFrom('🇩🇪', '👨‍👩‍👧', '\u0301', '\u200d', '\ufe0f', 'क्षि', '\u1100', '日', 'x'),
    fc.string({ unit: 'grapheme', maxLength: 9 }),
  )
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 400 }), (texts) => {
      expect(textWidth(texts.join(''))).toBe(stringWidth(texts.join(''), { countAnsiEscapeCodes: true }))
    }),
  )
})

it('cuts between characters, never through one', () => {
  expect(fitText('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301…')
  expect(fitText('👨‍👩‍👧👨‍👩‍👧', 3)).toBe('👨‍👩‍👧…')
  expect(fitText('🇩🇪🇫🇷', 3)).toBe('🇩🇪…')
  expect(fitText('日本語', 4)).toBe('日…')
  expect(fitText('abc', 0)).toBe('')
  expect(padText('日', 4, 'right')).toBe('  日')
  expect([...graphemes('a👍🏽b')]).toEqual(['a', '👍🏽', 'b'])
})
