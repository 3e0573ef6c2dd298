import { describe, expect, it } from 'vitest'
import { ClawError, toWireError } from '../../src/kernel/claw-error.ts'
import { ERROR_CODES, EXIT_CODE_MEANINGS, exitCodeFor, isErrorCode } from '../../src/kernel/error-codes.ts'

describe('ClawError', () => {
  it('has the exit code and the way out of its code, unless it knows a better one', () => {
    const plain = new ClawError('RUN_HELD', 'Process 7 owns the run.')
    expect(plain).toMatchObject({ exitCode: 75, fix: ERROR_CODES.RUN_HELD.fix, retryable: false, data: {}, where: undefined })
    expect(new ClawError('RUN_HELD', 'x', { fix: 'wait', where: 'run 1', retryable: true })).toMatchObject({
      fix: 'wait',
      where: 'run 1',
      retryable: true,
    })
  })

  it('keeps its cause, and has none when none was given', () => {
    const cause = new Error('disk')
    expect(new ClawError('INTERNAL', 'x', { cause }).cause).toBe(cause)
    expect('cause' in new ClawError('INTERNAL', 'x')).toBe(false)
  })

  it('travels without stack and data', () => {
    const error = new ClawError('TOOL_FAILED', 'no', { data: { secret: 1 }, retryable: true })
    expect(toWireError(error)).toEqual({ code: 'TOOL_FAILED', message: 'no', retryable: true })
    expect(toWireError(new TypeError('bug'))).toEqual({ code: 'INTERNAL', message: 'bug', retryable: false })
    expect(toWireError('text')).toEqual({ code: 'INTERNAL', message: 'text', retryable: false })
  })
})

describe('the table of error codes', () => {
  it.each(Object.entries(ERROR_CODES))('%s has a meaning, a way out and a known exit code', (code, { exit, meaning, fix }) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/)
    expect(meaning).toMatch(/\.$/)
    expect(fix.length).toBeGreaterThan(3)
    expect(EXIT_CODE_MEANINGS[exit]).toBeTypeOf('string')
  })

  it('takes any code of a foreign capsule', () => {
    expect(exitCodeFor('NO_MODEL')).toBe(4)
    expect(exitCodeFor('MADE_UP')).toBe(1)
    expect(['constructor', 'toString', '__proto__'].map(isErrorCode)).toEqual([false, false, false])
  })
})
