import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { createLineReader } from '../../src/protocol/line-reader.ts'

interface Outcome {
  readonly lines: string[]
  readonly error: string | undefined
}

function read(chunks: readonly Uint8Array[], limits = { maxLineBytes: 64, maxTotalBytes: 1000 }): Outcome {
  const lines: string[] = []
  const reader = createLineReader({ ...limits, onLine: (line) => lines.push(line) })
  try {
    for (const chunk of chunks) reader.push(chunk)
    return { lines, error: undefined }
  } catch (error) {
    return { lines, error: error instanceof ClawError ? error.code : String(error) }
  }
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [...new Set(at.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length))
}

const textBytes = fc
  .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constant('\n'), fc.constant('\r\n'), fc.constant('\u2028')))
  .map((parts) => Buffer.from(parts.join('')))
const anyBytes = fc
  .array(fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.constant(new Uint8Array([10]))))
  .map((parts) => Buffer.concat(parts))

describe('createLineReader', () => {
  it('gives the same lines and the same error for any chunking of the same bytes', () => {
    fc.assert(
      fc.property(fc.oneof(textBytes, anyBytes), fc.array(fc.nat(2000), { maxLength: 40 }), (bytes, at) => {
        expect(read(cut(bytes, at))).toEqual(read([bytes]))
      }),
      { numRuns: 300 },
    )
  })

  it('gives back exactly the lines that were written, byte by byte', () => {
    const lines = ['{"a":1}', '', 'carriage\r', 'line\u2028separator', '\u{1f600} and ü']
    const bytes = Buffer.from(`${lines.join('\n')}\n`)
    expect(read(cut(bytes, [...bytes.keys()]))).toEqual({ lines, error: undefined })
  })

  it('holds the cap of a line to the byte', () => {
    expect(read([Buffer.from(`${'x'.repeat(64)}\n`)]).error).toBeUndefined()
    expect(read([Buffer.from(`ok\n${'x'.repeat(65)}\n`)])).toEqual({ lines: ['ok'], error: 'PROTOCOL_LINE_TOO_LONG' })
    expect(read([Buffer.from('x'.repeat(65))]).error).toBe('PROTOCOL_LINE_TOO_LONG')
  })

  it('holds the cap of an attempt to the byte and delivers what came before', () => {
    const limits = { maxLineBytes: 64, maxTotalBytes: 6 }
    expect(read([Buffer.from('ab\ncd\n')], limits)).toEqual({ lines: ['ab', 'cd'], error: undefined })
    expect(read([Buffer.from('ab\ncd\ne')], limits)).toEqual({ lines: ['ab', 'cd'], error: 'PROTOCOL_TOO_MUCH' })
  })

  it.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a cut character', [0xf0, 0x9f, 0x98]],
  ])('refuses %s', (_name, bytes) => {
    expect(read([Buffer.from([...bytes, 10])]).error).toBe('PROTOCOL_BAD_UTF8')
  })

  it('never buffers much more than a line, whatever comes', () => {
    const reader = createLineReader({ maxLineBytes: 1024, maxTotalBytes: 1e9, onLine: () => {} })
    const block = Buffer.alloc(512, 'x')
    reader.push(block)
    reader.push(block)
    expect(reader.pendingBytes()).toBe(1024)
    expect(() => reader.push(block)).toThrow('longer than 1024 bytes')
    expect(reader.pendingBytes()).toBe(1024)
  })
})
