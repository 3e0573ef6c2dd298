import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashJson } from '../../src/kernel/hash.ts'
import { canonicalJson, isJsonObject, own, toJson, tryParseJson } from '../../src/kernel/json.ts'

describe('canonicalJson', () => {
  it('follows the examples of RFC 8785', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 })).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
    )
    expect(canonicalJson([1e21, 1e-7, Number('333333333.33333329'), -0, 'a"\u000f'])).toBe('[1e+21,1e-7,333333333.3333333,0,"a\\"\\u000f"]')
  })

  it('does not depend on the order of keys, and parses back to the same value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        expect(canonicalJson(reversed)).toBe(canonicalJson(record))
        expect(hashJson(reversed)).toBe(hashJson(record))
        expect(JSON.parse(canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)))
      }),
    )
  })

  it('leaves undefined members out and refuses what JSON cannot carry', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}')
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError)
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(TypeError)
    expect(() => canonicalJson(() => 1)).toThrow(TypeError)
  })
})

describe('reading JSON from outside', () => {
  it('gives a reason instead of throwing', () => {
    expect(tryParseJson('{"a":1}')).toEqual({ ok: true, value: { a: 1 } })
    expect(tryParseJson('{')).toMatchObject({ ok: false })
  })

  it('reads own members only', () => {
    const record: Record<string, number> = { a: 1 }
    expect([own(record, 'a'), own(record, 'constructor'), own(record, 'toString')]).toEqual([1, undefined, undefined])
  })

  it('tells objects from the rest', () => {
    expect([{}, [], null, 'x', 1].map(isJsonObject)).toEqual([true, false, false, false, false])
    expect(toJson({ a: undefined, b: new Date(0) })).toEqual({ b: '1970-01-01T00:00:00.000Z' })
    expect(toJson(undefined)).toBeNull()
  })
})
