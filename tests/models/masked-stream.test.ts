import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/kernel/redact.ts'
import { secretForms } from '../../src/kernel/secret-forms.ts'
import { createMaskedStream } from '../../src/models/create-masked-stream.ts'

const SECRETS = ['hunter2 "long" and more', 'sk-canary-7f3a91c2d4e5b6a708', 'tail-sk-cana']
const KEYS = ['sk-abcdefghijklmnopqrstuvwx', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', `AIza${'x'.repeat(35)}`]
const PRIVATE_KEY = '-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n+/def==\n-----END RSA PRIVATE KEY-----'
const redactor = createRedactor(SECRETS)

function streamed(pieces: readonly string[]): string[] {
  const told: string[] = []
  const stream = createMaskedStream(redactor, (piece) => told.push(piece))
  for (const piece of pieces) stream.push(piece)
  stream.end()
  return told
}

const word = fc.oneof(
  fc.constantFrom(...SECRETS, ...SECRETS.flatMap(secretForms), ...KEYS, PRIVATE_KEY),
  fc.constantFrom(' ', '\n', 'a', 'word ', 'sk-', '-----BEGIN ', 'ü', '😀', 'tail-', '"'),
  fc.string({ maxLength: 8 }),
)

describe('a growing text is masked like the whole of it', () => {
  test('whatever the pieces are', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (words, sizes) => {
        const text = words.join('')
        const pieces: string[] = []
        for (let at = 0, i = 0; at < text.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1
          pieces.push(text.slice(at, at + size))
          at += size
        }
        const told = streamed(pieces).join('')
        for (const secret of SECRETS) expect(told).not.toContain(secret)
        expect(redactor.text(told)).toBe(told)
      }),
      { numRuns: 500 },
    )
  })

  test('a secret of many tokens never shows, nor does its tail', () => {
    for (const secret of [...SECRETS, ...KEYS, PRIVATE_KEY]) {
      const told = streamed([...`the key is ${secret} and that is it`]).join('')
      expect(told).toBe('the key is [redacted] and that is it')
    }
  })

  test('plain text is told word by word, not held back', () => {
    const told: string[] = []
    const stream = createMaskedStream(redactor, (piece) => told.push(piece))
    for (const piece of ['The ans', 'wer is', ' forty', '-two. ', 'Bye']) stream.push(piece)
    expect(told.join('')).toBe('The answer is forty-two. ')
  })

  test('a hundred thousand pieces take no time', () => {
    const started = performance.now()
    const told = streamed(Array.from({ length: 100_000 }, (_, i) => (i % 9 === 0 ? ' ' : 'ab')))
    expect(told.join('')).toHaveLength(100_000 * 2 - Math.ceil(100_000 / 9))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
