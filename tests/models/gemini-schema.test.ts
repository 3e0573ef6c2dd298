import { expect, it } from 'vitest'
import { toGeminiSchema } from '../../src/models/gemini/to-gemini-schema.ts'
import { geminiSchemaProblem } from '../helpers/dialects/gemini-schema-problem.ts'

it('leaves out what the API does not know, at every depth', () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, pattern: '^a', default: 'a', description: 'Who.' },
      tags: { type: 'array', items: { type: 'string', format: 'date', examples: ['x'] }, minItems: 1, uniqueItems: true },
      count: { type: ['integer', 'null'], minimum: 0, exclusiveMaximum: 9 },
      pair: { prefixItems: [{ type: 'string', maxLength: 2 }] },
    },
    patternProperties: { '^x-': { type: 'string' } },
    required: ['name'],
    additionalProperties: { type: 'string', maxLength: 3 },
    strict: true,
  }
  expect(toGeminiSchema(schema)).toEqual({
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Who.' },
      tags: { type: 'array', items: { type: 'string', format: 'date' }, minItems: 1 },
      count: { type: ['integer', 'null'], minimum: 0 },
      pair: { prefixItems: [{ type: 'string' }] },
    },
    required: ['name'],
    additionalProperties: { type: 'string' },
  })
})

it('says a constant as the one choice, and leaves out choices that the API refuses', () => {
  expect(toGeminiSchema({ const: 'read' })).toEqual({ type: 'string', enum: ['read'] })
  expect(toGeminiSchema({ type: 'string', enum: ['', 'a', null] })).toEqual({ type: 'string', enum: ['a'] })
  expect(toGeminiSchema({ type: 'boolean', const: true })).toEqual({ type: 'boolean' })
})

it('keeps a property that is named like a keyword', () => {
  const properties = { pattern: { type: 'string' }, const: { type: 'string' }, $ref: { type: 'string' } }
  expect(toGeminiSchema({ type: 'object', properties })).toEqual({ type: 'object', properties })
})

it('joins the parts of allOf', () => {
  const part = (name: string) => ({ type: 'object', properties: { [name]: { type: 'string' } }, required: [name] })
  expect(toGeminiSchema({ description: 'Both.', allOf: [part('a'), part('b')] })).toEqual({
    type: 'object',
    description: 'Both.',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    required: ['a', 'b'],
  })
})

it('puts what is referred to in its place, and ends where a schema holds itself', () => {
  const schema = {
    type: 'object',
    properties: {
      tree: { $ref: '#/$defs/a~1tree', description: 'The whole.' },
      gone: { $ref: '#/$defs/none' },
      far: { $ref: 'https://example.org/x' },
    },
    $defs: { 'a/tree': { type: 'object', properties: { left: { $ref: '#/$defs/a~1tree' }, self: { $ref: '#' } } } },
  }
  const reduced = toGeminiSchema(schema)
  expect(reduced).toEqual({
    type: 'object',
    properties: { tree: { type: 'object', properties: { left: {}, self: {} }, description: 'The whole.' }, gone: {}, far: {} },
  })
  expect(geminiSchemaProblem(reduced, 'x')).toBeUndefined()
})

it('is bounded where every step refers to the next one twice', () => {
  const pair = (n: number) => ({ type: 'object', properties: { a: { $ref: `#/$defs/s${n}` }, b: { $ref: `#/$defs/s${n}` } } })
  const $defs = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`s${n}`, pair(n + 1)]))
  expect(JSON.stringify(toGeminiSchema({ ...pair(0), $defs })).length).toBeLessThan(500_000)
})

it('comes to an end with any schema, however deep or odd', () => {
  const deep = Array.from({ length: 200 }).reduce<Record<string, never>>((inner) => ({ type: 'array', items: inner }) as never, {})
  expect(geminiSchemaProblem(toGeminiSchema(deep), 'x')).toBeUndefined()
  expect(toGeminiSchema({ type: 'object', properties: 7, items: true, anyOf: 'x', allOf: [3], required: ['a'] })).toEqual({
    type: 'object',
    items: {},
    required: ['a'],
  })
})
