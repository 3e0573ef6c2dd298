import { describe, expect, it } from 'vitest'
import { isAgentId, isRunId, newId, requireIdPrefix } from '../../src/kernel/ids.ts'
import { createRedactor, REDACTED } from '../../src/kernel/redact.ts'
import { visibleLine, visibleText } from '../../src/kernel/visible-text.ts'

describe('ids', () => {
  it('are new each time and of the right form', () => {
    const ids = Array.from({ length: 100 }, newId)
    expect(new Set(ids).size).toBe(100)
    expect(ids.every(isRunId)).toBe(true)
  })

  it.each(['..', '.', '', '%2e%2e', '/etc', 'a/b', 'a\\b', 'a b', 'A', '-a', 'a'.repeat(300), 'a\u0000', 'a\n', '__proto__'])(
    '%j is no id',
    (text) => {
      expect(isAgentId(text)).toBe(false)
      expect(isRunId(text)).toBe(false)
      expect(() => requireIdPrefix(text, 'run')).toThrow(expect.objectContaining({ code: 'ID_INVALID' }))
    },
  )

  it('takes agent ids of words and hyphens', () => {
    expect(['file-analyst', 'a', 'x2-y3'].every(isAgentId)).toBe(true)
    expect(['file--analyst', 'file-', 'a'.repeat(65)].some(isAgentId)).toBe(false)
    expect(requireIdPrefix('3d10', 'run')).toBe('3d10')
  })
})

describe('redaction', () => {
  const redactor = createRedactor(['hunter2-long', 'hunter2-long-and-more', 'abc'])

  it('masks known values, the longest first, and leaves short ones', () => {
    expect(redactor.text('a hunter2-long-and-more b hunter2-long c abc')).toBe(`a ${REDACTED} b ${REDACTED} c abc`)
  })

  it('masks what has the shape of a key', () => {
    const keys = ['sk-abcdefghijklmnop1234', `ghp_${'a'.repeat(36)}`, 'AKIAABCDEFGHIJKLMNOP', `AIza${'b'.repeat(35)}`]
    expect(keys.map((key) => redactor.text(`x ${key} y`))).toEqual(keys.map(() => `x ${REDACTED} y`))
    expect(redactor.text('-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----')).toBe(REDACTED)
  })

  it('reaches keys and values of nested JSON', () => {
    expect(redactor.json({ 'hunter2-long': ['x', { y: 'hunter2-long' }], n: 1, z: null })).toEqual({
      [REDACTED]: ['x', { y: REDACTED }],
      n: 1,
      z: null,
    })
  })
})

describe('visibleText', () => {
  it('shows controls, bidi overrides, zero-width characters and tags', () => {
    expect(visibleText('a\u001b[31mb\u202ec\u200bd\u0007')).toBe('a\\u{1b}[31mb\\u{202e}c\\u{200b}d\\u{7}')
    expect(visibleText('x\u{e0041}y')).toBe('x\\u{e0041}y')
  })

  it('leaves tab, newline and every language as they are', () => {
    const text = 'tab\tnewline\n\u00fc \u65e5\u672c \u{1f600}'
    expect(visibleText(text)).toBe(text)
    expect(visibleLine('a\tb\nc')).toBe('a\\tb\\nc')
  })
})
