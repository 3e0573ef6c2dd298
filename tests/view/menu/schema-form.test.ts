import { expect, it } from 'vitest'
import type { JsonObject } from '../../../src/kernel/json.ts'
import { formFromSchema, RAW } from '../../../src/view/menu/parts/form/form-from-schema.ts'
import { formProblems } from '../../../src/view/menu/parts/form/form-problems.ts'
import { newForm } from '../../../src/view/menu/parts/form/form-state.ts'
import { formValues } from '../../../src/view/menu/parts/form/form-values.ts'
import { valuesToJson } from '../../../src/view/menu/parts/form/values-to-json.ts'

const SCHEMA: JsonObject = {
  type: 'object',
  properties: {
    op: { type: 'string', enum: ['read', 'write'], default: 'read' },
    path: { type: 'string', description: 'Where it is.' },
    content: { type: 'string' },
    all: { type: 'boolean' },
    pattern: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    fields: { type: 'array', items: { type: 'string', enum: ['lines', 'size'] } },
    limit: { type: 'integer', minimum: 0, maximum: 9 },
    headers: { type: 'object' },
  },
  required: ['path'],
}
const filled = (first: JsonObject): ReturnType<typeof newForm> => newForm(formFromSchema(SCHEMA, 'Call', first))

it('makes a field for each property, and its object back', () => {
  const fields = formFromSchema(SCHEMA, 'Call').fields
  expect(fields.map(({ kind, required }) => `${kind}${required === true ? '*' : ''}`)).toEqual([
    'choice',
    'path*',
    'line',
    'choice',
    'line',
    'several',
    'number',
    'json',
    'json',
  ])
  const input = { op: 'write', path: 'a', content: 'x\ny', all: false, pattern: ['a', 'b'], fields: ['size'], limit: 3, headers: { a: 1 } }
  expect(valuesToJson(SCHEMA, formValues(filled(input)))).toEqual(input)
  expect(valuesToJson(SCHEMA, formValues(filled({ pattern: '**/*.ts', all: true })))).toEqual({ pattern: '**/*.ts', all: true })
})

it('leaves out what was not filled in, and takes from the raw field what no other can say', () => {
  const values = formValues(filled({ path: 'a' }))
  expect(valuesToJson(SCHEMA, values)).toEqual({ path: 'a' })
  expect(valuesToJson(SCHEMA, { ...values, [RAW]: '{"content": ""}' })).toEqual({ path: 'a', content: '' })
  expect([...formProblems(filled({ limit: 12 }))]).toEqual(
    expect.arrayContaining([
      ['path', 'is needed'],
      ['limit', 'is at most 9'],
    ]),
  )
})

it('takes a schema that says nothing, or nonsense, as one field of JSON', () => {
  for (const schema of [{}, { properties: 7 }, { anyOf: [] }] as JsonObject[]) {
    const form = newForm(formFromSchema(schema, 'Call'))
    expect(form.entries).toHaveLength(1)
    expect(valuesToJson(schema, { [RAW]: '{"x": 1}' })).toEqual({ x: 1 })
  }
})
