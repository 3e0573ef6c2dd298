import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { decodeFrame, encodeFrame } from '../../src/protocol/codec.ts'
import { LINE_BYTES, MAX_KEYS } from '../../src/protocol/limits.ts'
import { type CapsuleMessage, capsuleMessageSchema, hostMessageSchema } from '../../src/protocol/messages.ts'

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'nothing'
  } catch (error) {
    return error instanceof ClawError ? error.code : `not ours: ${String(error)}`
  }
}

const decodeCode = (line: string): string => codeOf(() => decodeFrame(line, capsuleMessageSchema))
const nested = (levels: number): string => `{"type":"agent_response","x":${'['.repeat(levels)}${']'.repeat(levels)}}`

const json = fc.jsonValue({ maxDepth: 3 })
const id = fc.string({ minLength: 1, maxLength: 20 })
const toolCall = fc.record({
  type: fc.constant('tool_call_intent' as const),
  id,
  tool: fc.string(),
  args: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), json),
  reason: fc.string({ unit: 'binary' }),
})
const progress = fc.record({ type: fc.constant('progress' as const), text: fc.string({ unit: 'binary' }) })

describe('decodeFrame', () => {
  it.each([
    ['not JSON', 'hello', 'PROTOCOL_BAD_JSON'],
    ['an empty line', '', 'PROTOCOL_BAD_JSON'],
    ['a byte order mark', '\ufeff{"type":"progress","text":""}', 'PROTOCOL_BAD_JSON'],
    ['an array', '[]', 'PROTOCOL_BAD_JSON'],
    ['null', 'null', 'PROTOCOL_BAD_JSON'],
    ['two objects', '{"type":"progress","text":"a"}{"type":"progress","text":"b"}', 'PROTOCOL_BAD_JSON'],
    ['NaN', '{"type":"progress","text":NaN}', 'PROTOCOL_BAD_JSON'],
    ['no type', '{"text":"x"}', 'PROTOCOL_UNKNOWN_TYPE'],
    ['an unknown type', '{"type":"shell_intent"}', 'PROTOCOL_UNKNOWN_TYPE'],
    ['a type of the other side', '{"type":"cancel","reason":"x","grace_ms":1}', 'PROTOCOL_UNKNOWN_TYPE'],
    ['a missing field', '{"type":"progress"}', 'PROTOCOL_INVALID_MESSAGE'],
    ['a field of another kind', '{"type":"progress","text":7}', 'PROTOCOL_INVALID_MESSAGE'],
    ['an empty id', '{"type":"memory_query_intent","id":"","query":"x","limit":1}', 'PROTOCOL_INVALID_MESSAGE'],
    ['a forbidden key', '{"type":"progress","text":"x","__proto__":{}}', 'PROTOCOL_FORBIDDEN_KEY'],
    ['a forbidden key deep inside', '{"type":"progress","text":"x","a":[{"constructor" : 1}]}', 'PROTOCOL_FORBIDDEN_KEY'],
    ['a forbidden key in disguise', '{"type":"progress","text":"x","\\u0070rototype":1}', 'PROTOCOL_FORBIDDEN_KEY'],
    ['too deep', nested(32), 'PROTOCOL_TOO_DEEP'],
    ['too deep and broken', '['.repeat(100_000), 'PROTOCOL_TOO_DEEP'],
    ['too many keys', `{${'"k":1,'.repeat(MAX_KEYS)}"z":1}`, 'PROTOCOL_TOO_DEEP'],
    ['too many lists', `{"type":"progress","text":"x","a":[${'[],'.repeat(MAX_KEYS)}[]]}`, 'PROTOCOL_TOO_DEEP'],
  ])('refuses %s', (_name, line, code) => {
    expect(decodeCode(line)).toBe(code)
  })

  it('takes 32 levels, and forbidden words as values', () => {
    expect(decodeCode(nested(31))).toBe('PROTOCOL_INVALID_MESSAGE')
    const line = '{"type":"progress","text":"__proto__: \\"constructor\\": {[["}'
    expect(decodeFrame(line, capsuleMessageSchema)).toEqual({ type: 'progress', text: '__proto__: "constructor": {[[' })
  })

  it('names the field that is wrong', () => {
    expect(() => decodeFrame('{"type":"tool_call_intent","id":"1","tool":3,"args":{},"reason":""}', capsuleMessageSchema)).toThrow(
      /'tool_call_intent'.*tool:/,
    )
  })

  it('never fails with anything but a PROTOCOL_* error, on noise and on damaged messages', () => {
    const noise = fc.string({ unit: 'binary', maxLength: 200 })
    const damaged = fc.tuple(toolCall, fc.nat(), fc.string({ maxLength: 3 })).map(([message, at, junk]) => {
      const line = JSON.stringify(message)
      const place = at % line.length
      return line.slice(0, place) + junk + line.slice(place + junk.length)
    })
    fc.assert(
      fc.property(fc.oneof(noise, damaged), (line) => {
        expect(decodeCode(line)).toMatch(/^(nothing|PROTOCOL_[A-Z0-9_]+)$/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('encodeFrame', () => {
  it('gives one line that decodes to the same message', () => {
    fc.assert(
      fc.property(fc.oneof(toolCall, progress), (message) => {
        const line = encodeFrame(message as CapsuleMessage, capsuleMessageSchema)
        expect(line).not.toContain('\n')
        expect(decodeFrame(line, capsuleMessageSchema)).toEqual(JSON.parse(JSON.stringify(message)))
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    ['a message of the other side', { type: 'progress', text: 'x' }, 'PROTOCOL_UNKNOWN_TYPE'],
    ['a wrong field', { type: 'cancel', reason: 1, grace_ms: 1 }, 'PROTOCOL_INVALID_MESSAGE'],
    ['a line over the cap', { type: 'cancel', reason: 'x'.repeat(LINE_BYTES), grace_ms: 1 }, 'PROTOCOL_LINE_TOO_LONG'],
    ['a line over the cap in bytes only', { type: 'cancel', reason: 'ü'.repeat(LINE_BYTES / 2), grace_ms: 1 }, 'PROTOCOL_LINE_TOO_LONG'],
    ['NaN in a result', { type: 'tool_call_result', id: '1', ok: true, result: { a: Number.NaN } }, 'PROTOCOL_INVALID_MESSAGE'],
    [
      'a result that is too deep',
      { type: 'tool_call_result', id: '1', ok: true, result: JSON.parse('['.repeat(40) + ']'.repeat(40)) },
      'PROTOCOL_TOO_DEEP',
    ],
    ['a forbidden key', { type: 'tool_call_result', id: '1', ok: true, result: { constructor: 1 } }, 'PROTOCOL_FORBIDDEN_KEY'],
  ])('refuses %s at the sender', (_name, message, code) => {
    expect(codeOf(() => encodeFrame(message as never, hostMessageSchema))).toBe(code)
  })
})
