import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toInputSchema } from '../../src/models/anthropic/to-input-schema.ts'
import { toOutputSchema } from '../../src/models/anthropic/to-output-schema.ts'
import { toTurns } from '../../src/models/anthropic/to-turns.ts'
import { planJsonSchema } from '../../src/planning/model/plan-schema.ts'
import type { ModelMessage } from '../../src/protocol/messages.ts'
import { toolsProblem, turnsProblem } from '../helpers/dialects/anthropic-rules.ts'

describe('a conversation', () => {
  const text = fc.constantFrom('', ' ', '\n\t', 'words', '{"a": 1}')
  const id = fc.constantFrom('call_0', 'call_1', 'a:b/c', '', 'toolu_1')
  const args = fc.constantFrom({}, { path: 'x' }, '{"path": "/et', 7, null, [1])
  const step = fc
    .tuple(text, fc.uniqueArray(fc.tuple(id, args), { selector: ([name]) => name, maxLength: 4 }), text)
    .map(([said, calls, result]): ModelMessage[] => [
      { role: 'assistant', content: said, tool_calls: calls.map(([name, value]) => ({ id: name, name: 'file io', args: value })) },
      ...calls.map(([name]): ModelMessage => ({ role: 'tool', content: result, tool_call_id: name })),
    ])
  const other = fc
    .tuple(fc.constantFrom('user', 'system', 'assistant'), text)
    .map(([role, content]): ModelMessage[] => [{ role, content }] as ModelMessage[])

  it('is one that the API takes, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(step, other), { maxLength: 12 }), (parts) => {
        const { system, turns } = toTurns(parts.flat())
        expect(turnsProblem(turns.map((turn) => ({ role: turn.role, content: [...turn.content] })))).toBeUndefined()
        expect(system.every((block) => block.text.trim() !== '')).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the result of each call with its call, also when ids begin anew in each message', () => {
    const calls = (name: string): ModelMessage[] => [
      { role: 'assistant', content: '', tool_calls: [{ id: 'call_0', name, args: {} }] },
      { role: 'tool', content: `result of ${name}`, tool_call_id: 'call_0' },
    ]
    const { turns } = toTurns([{ role: 'user', content: 'go' }, ...calls('first'), ...calls('second')])
    expect(turns.slice(1)).toEqual([
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_0', name: 'first', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_0', content: 'result of first' }] },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_0_2', name: 'second', input: {} }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_0_2', content: 'result of second' }] },
    ])
  })

  it('takes what is said by the system later as said by the user', () => {
    const { system, turns } = toTurns([
      { role: 'system', content: 'role' },
      { role: 'user', content: 'task' },
      { role: 'system', content: 'hurry' },
    ])
    expect(system).toEqual([{ type: 'text', text: 'role' }])
    expect(turns).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'task' },
          { type: 'text', text: 'hurry' },
        ],
      },
    ])
  })
})

describe('the parameters of a tool', () => {
  const path = { path: { type: 'string' } }
  const url = { url: { type: 'string' } }

  it.each(['anyOf', 'oneOf'])('with %s at the top become one object', (key) => {
    const variants = [
      { type: 'object', properties: { op: { const: 'read' }, ...path }, required: ['op', 'path'] },
      { type: 'object', properties: { op: { const: 'get' }, ...url }, required: ['op', 'url'] },
    ]
    const schema = toInputSchema({ description: 'either', [key]: variants })
    const op = { anyOf: [{ const: 'read' }, { const: 'get' }] }
    expect(schema).toEqual({ description: 'either', type: 'object', properties: { op, ...path, ...url }, required: ['op'] })
  })

  it('with allOf keep all that is required, and others stay as they are', () => {
    expect(
      toInputSchema({
        allOf: [
          { properties: path, required: ['path'] },
          { properties: url, required: ['url'] },
        ],
      }),
    ).toMatchObject({
      type: 'object',
      required: ['path', 'url'],
    })
    const plain = { type: 'object', properties: path, additionalProperties: false }
    expect(toInputSchema(plain)).toEqual(plain)
    expect(toInputSchema({})).toEqual({ type: 'object' })
  })
})

describe('the shape of an answer', () => {
  const object = (properties: object, more: object = {}) => ({ type: 'object', properties, additionalProperties: false, ...more }) as never

  it('of a plan is one that the API takes', () => {
    const schema = toOutputSchema(planJsonSchema(['file_io', 'terminal'], { withDiscovery: true, withVerdicts: true }))
    expect(schema).toBeDefined()
    expect(toolsProblem({ output_config: { format: { schema: schema ?? null } } })).toBeUndefined()
    expect(JSON.stringify(schema)).toContain('"enum":["file_io","terminal"]')
  })

  it('tells in words what cannot be enforced', () => {
    const age = { type: 'integer', minimum: 0, description: 'In years.' }
    const mail = { type: 'string', format: 'email' }
    const colour = { type: 'string', format: 'color' }
    expect(toOutputSchema(object({ age, mail, colour }))).toEqual(
      object({
        age: { type: 'integer', description: 'In years.\nminimum: 0' },
        mail,
        colour: { type: 'string', description: 'format: "color"' },
      }),
    )
  })

  it('of one of several is any of them', () => {
    const schema = object({ value: { oneOf: [{ type: 'string' }, { type: 'null' }] } })
    expect(toOutputSchema(schema)).toEqual(object({ value: { anyOf: [{ type: 'string' }, { type: 'null' }] } }))
  })

  it.each([
    ['an open object', { type: 'object', properties: {} }],
    ['a map', { type: 'object', additionalProperties: { type: 'string' } }],
    ['a value of any kind', object({ value: {} })],
    ['a list of any kind', object({ value: { type: 'array' } })],
    ['an open object in a list', object({ value: { type: 'array', items: { type: 'object' } } })],
    ['a reference', object({ value: { $ref: '#' } })],
    ['an open object or nothing', object({ value: { type: ['object', 'null'], properties: {} } })],
    ['too many choices', object(Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`v${n}`, { type: ['string', 'null'] }])))],
    [
      'too many members that may be left out',
      object(Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`v${n}`, { type: 'string' }]))),
    ],
  ])('cannot be said: %s', (_, schema) => {
    expect(toOutputSchema(schema as never)).toBeUndefined()
  })
})
