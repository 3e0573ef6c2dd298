import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStderrTail } from '../../../src/capsules/supervisor/stderr-tail.ts'

describe('createStderrTail', () => {
  it('keeps exactly the last bytes, however they came', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 40 })), fc.integer({ min: 1, max: 32 }), (chunks, capacity) => {
        const tail = createStderrTail(capacity)
        for (const chunk of chunks) tail.push(Buffer.from(chunk))
        const all = chunks.join('')
        expect(tail.text()).toBe(all.slice(-capacity))
        expect(tail.droppedBytes()).toBe(Math.max(0, all.length - capacity))
        expect(tail.totalBytes()).toBe(all.length)
      }),
    )
  })

  it('leaves a cut character out', () => {
    const tail = createStderrTail(5)
    tail.push(Buffer.from('aüüü'))
    expect(tail.text()).toBe('üü')
  })
})
