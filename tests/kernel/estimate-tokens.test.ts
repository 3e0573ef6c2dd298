import { describe, expect, it } from 'vitest'
import { estimateTokens } from '../../src/kernel/estimate-tokens.ts'

// Counted with the byte-pair tables cl100k_base and o200k_base.
const COUNTED: readonly (readonly [what: string, text: string, fewest: number, most: number])[] = [
  ['prose', 'The quick brown fox jumps over the lazy dog, and then it rests in the shade of the old oak tree.', 22, 22],
  ['German', 'Die Donaudampfschifffahrtsgesellschaft ver\u00f6ffentlichte heute \u00fcberraschende Gesch\u00e4ftszahlen.', 19, 26],
  ['hexadecimal', '3f9a61c07be2d5480a1c9e77f04b2d6618e5c3a9', 23, 23],
]

describe('an estimate of tokens', () => {
  it.each(COUNTED)('%s is near what tokenizers count', (_, text, fewest, most) => {
    expect(estimateTokens(text)).toBeGreaterThan(fewest * 0.75)
    expect(estimateTokens(text)).toBeLessThan(most * 1.6)
  })

  it('grows with the text and is nothing for none', () => {
    expect(estimateTokens('')).toBe(0)
    expect(estimateTokens('a')).toBe(1)
    expect(estimateTokens('word '.repeat(1000))).toBeCloseTo(1100, -2)
  })

  it('takes scripts other than Latin and pictures for more than letters', () => {
    expect(estimateTokens('\u4eca\u5929\u7684\u5929\u6c14'.repeat(10))).toBeGreaterThanOrEqual(50)
    expect(estimateTokens('\u{1f600}'.repeat(10))).toBeGreaterThanOrEqual(20)
  })
})
