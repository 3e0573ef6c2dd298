import { describe, expect, it } from 'vitest'
import { matchJson } from '../../src/coordinator/criteria/match-json.ts'
import { sentenceCheck } from '../../src/coordinator/criteria/sentence-check.ts'
import type { JsonObject } from '../../src/kernel/json.ts'
import { criterionSchema } from '../../src/protocol/criterion.ts'
import { criterionText } from '../../src/protocol/criterion-text.ts'
import { schemaProblem } from '../../src/protocol/json-schema.ts'

describe('JSON Schema from outside', () => {
  it('is taken as far as it can be bounded', () => {
    const nested = (depth: number): JsonObject => (depth === 0 ? {} : { properties: { a: nested(depth - 1) } })
    expect(schemaProblem({ type: 'object', properties: { pattern: { type: 'string' } }, required: ['pattern'] })).toBeUndefined()
    expect(schemaProblem({ items: { anyOf: [{ type: 'null' }, true] }, additionalProperties: false })).toBeUndefined()
    for (const bad of [
      { pattern: '(a+)+$' },
      { items: { format: 'email' } },
      { properties: { a: { anyOf: [{ $ref: '#' }] } } },
      { patternProperties: { '(a+)+$': {} } },
      { additionalProperties: { pattern: 'x' } },
      { not: { uniqueItems: true } },
      { properties: { a: 'text' } },
      { type: 'text' },
      { items: { type: ['string', 'list'] } },
      { properties: null },
      { required: 'rows' },
      { anyOf: {} },
      { enum: 3 },
      { minItems: '1' },
      { title: 'x'.repeat(9000) },
      nested(20),
    ] as JsonObject[])
      expect(schemaProblem(bad)).toEqual(expect.any(String))
  })

  it('is matched, and says where it does not fit', () => {
    const schema = { type: 'object', required: ['rows'], properties: { rows: { type: 'array', minItems: 1, items: { type: 'integer' } } } }
    expect(matchJson({ rows: [1, 2] }, schema)).toEqual({ ok: true })
    expect(matchJson({ rows: [1, 'x'] }, schema)).toMatchObject({
      ok: false,
      schemaIsBad: false,
      reason: expect.stringContaining('#/rows/1'),
    })
    expect(matchJson({}, schema)).toMatchObject({ ok: false, reason: expect.stringContaining('rows') })
    expect(matchJson('x', { pattern: 'x' })).toMatchObject({ ok: false, schemaIsBad: true })
    expect(matchJson([1, 'a'], { prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false })).toEqual({ ok: true })
  })
})

describe('a long list against a JSON Schema', () => {
  const long = Array.from({ length: 400_000 }, () => 1)
  const wide = { items: { anyOf: [...Array.from({ length: 300 }, () => ({ type: 'null' })), { type: 'integer' }] } }
  it.each<[string, JsonObject, boolean]>([
    ['fails at its first item', { items: { type: 'string' } }, false],
    ['without one item that fits', { contains: { type: 'string' } }, false],
    ['with many ways to fit is not matched at all', wide, true],
  ])('%s, in little time', (_, schema, schemaIsBad) => {
    const started = performance.now()
    expect(matchJson(long, schema)).toMatchObject({ ok: false, schemaIsBad })
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('a criterion', () => {
  it.each([
    ['The file `out.md` exists.', { kind: 'file_exists', path: 'out.md' }],
    ['file notes/a.txt was written', { kind: 'file_exists', path: 'notes/a.txt' }],
    ["The result contains 'blue'", { kind: 'text_contains', text: 'blue' }],
    ['The answer is valid JSON', { kind: 'json_matches', schema: {} }],
    ['Output is not empty.', { kind: 'not_empty' }],
    ['The tone is friendly', undefined],
    ['The file exists', undefined],
  ])('%s', (sentence, check) => expect(sentenceCheck(sentence)).toEqual(check))

  it('may be a plain sentence, as older plans have it', () => {
    expect(criterionSchema.parse('It is short')).toBe('It is short')
    expect(criterionText('It is short')).toBe('It is short')
    const checked = criterionSchema.parse({ text: 'It builds', check: { kind: 'command', cmd: 'make' } })
    expect(criterionText(checked)).toBe('It builds (check: `make` exits 0)')
    expect(criterionSchema.safeParse({ text: 'x', check: { kind: 'magic' } }).success).toBe(false)
  })
})
