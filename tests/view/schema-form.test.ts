import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/kernel/json.ts'
import { initialValue } from '../../src/view/schema-form/initial-value.ts'
import { schemaNode } from '../../src/view/schema-form/schema-node.ts'
import { optionOf, schemaProblems } from '../../src/view/schema-form/schema-problems.ts'

const SCHEMA: JsonObject = {
  type: 'object',
  required: ['op', 'path', 'by'],
  properties: {
    op: { enum: ['read', 'write'] },
    path: { type: 'string', minLength: 1, description: 'Within the workspace.' },
    content: { type: 'string' },
    lines: { type: 'integer', minimum: 1, maximum: 9, default: 3 },
    tags: { type: 'array', items: { enum: ['a', 'b'] } },
    names: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, maxItems: 2 },
    by: {
      oneOf: [
        { type: 'object', required: ['kind'], properties: { kind: { const: 'glob' }, glob: { type: 'string' } } },
        { type: 'object', required: ['kind', 'ok'], properties: { kind: { const: 'all' }, ok: { type: 'boolean' } } },
      ],
    },
    tree: { $ref: '#/$defs/tree' },
    any: {},
  },
  $defs: { tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } },
}
const node = schemaNode(SCHEMA)
const field = (name: string) => (node.kind === 'object' ? node.fields.find((one) => one.name === name) : undefined)?.node

describe('a schema', () => {
  it('is fields of the kinds that it names', () => {
    const kinds = node.kind === 'object' ? node.fields.map(({ name, node }) => `${name}: ${node.kind}`) : []
    expect(kinds).toEqual([
      'op: choice',
      'path: string',
      'content: string',
      'lines: number',
      'tags: several',
      'names: array',
      'by: one-of',
      'tree: object',
      'any: json',
    ])
    expect(field('path')).toMatchObject({ description: 'Within the workspace.', long: false })
    expect(field('content')).toMatchObject({ long: true })
    expect(field('lines')).toMatchObject({ whole: true, least: 1, most: 9, initial: 3 })
  })

  it('that leads to itself ends in JSON', () => {
    let at = field('tree')
    let depth = 0
    while (at?.kind === 'object') {
      at = at.fields[0]?.node
      depth += 1
    }
    expect(at?.kind).toBe('json')
    expect(depth).toBeLessThan(10)
  })

  it('that says nothing, or a constant for each form, is JSON or a choice', () => {
    expect(schemaNode({}).kind).toBe('json')
    expect(schemaNode({ type: 'object' }).kind).toBe('json')
    expect(schemaNode({ anyOf: [{ const: 1 }, { const: null }] })).toMatchObject({ kind: 'choice', values: [1, null] })
    expect(schemaNode({ $ref: '#/nowhere' }).kind).toBe('json')
  })
})

describe('a value', () => {
  it('has its problems at its places', () => {
    expect(schemaProblems(node, { path: '', lines: 1.5, names: ['a', 'B'], by: { kind: 'all' } })).toEqual([
      { pointer: '/op', detail: 'is needed' },
      { pointer: '/path', detail: 'is empty' },
      { pointer: '/lines', detail: 'is not a whole number' },
      { pointer: '/names/1', detail: 'is not like ^[a-z]+$' },
      { pointer: '/by/ok', detail: 'is needed' },
    ])
    expect(schemaProblems(node, { op: 'read', path: 'x', lines: 10, names: ['a', 'b', 'c'], by: { kind: 'glob' } })).toEqual([
      { pointer: '/lines', detail: 'is at most 9' },
      { pointer: '/names', detail: 'has at most 2' },
    ])
  })

  it('tells which form it has', () => {
    const by = field('by')
    const options = by?.kind === 'one-of' ? by.options : []
    expect([optionOf(options, { kind: 'all' }), optionOf(options, { kind: 'glob' }), optionOf(options, 3)]).toEqual([1, 0, 0])
  })

  it('begins with what is known', () => {
    expect(initialValue(node)).toEqual({})
    const by = field('by')
    expect(by?.kind === 'one-of' ? by.options.map(initialValue) : []).toEqual([{ kind: 'glob' }, { kind: 'all', ok: false }])
  })

  it('survives a pattern that is none', () => {
    expect(schemaProblems(schemaNode({ type: 'string', pattern: '(' }), 'x')).toEqual([])
  })
})
