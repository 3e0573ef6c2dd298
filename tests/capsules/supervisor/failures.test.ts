import { describe, expect, it } from 'vitest'
import { habit, isAlive, type RunOptions, run } from './run-fixture.ts'

const CASES: readonly [name: string, code: string, options?: Omit<RunOptions, 'command'>][] = [
  ['silent', 'CAPSULE_HANDSHAKE_TIMEOUT', { limits: { handshake_ms: 400 } }],
  ['hang', 'CAPSULE_IDLE', { limits: { idle_ms: 300 } }],
  ['hang', 'CAPSULE_TIMEOUT', { limits: { wall_ms: 600 } }],
  ['garbage', 'PROTOCOL_BAD_JSON'],
  ['not_an_object', 'PROTOCOL_BAD_JSON'],
  ['bad_utf8', 'PROTOCOL_BAD_UTF8'],
  ['flood', 'PROTOCOL_LINE_TOO_LONG'],
  ['huge_line', 'PROTOCOL_LINE_TOO_LONG'],
  ['too_much', 'PROTOCOL_TOO_MUCH'],
  ['deep', 'PROTOCOL_TOO_DEEP'],
  ['forbidden_key', 'PROTOCOL_FORBIDDEN_KEY'],
  ['unknown_type', 'PROTOCOL_UNKNOWN_TYPE'],
  ['invalid_message', 'PROTOCOL_INVALID_MESSAGE'],
  ['wrong_version', 'PROTOCOL_VERSION'],
  ['double_response', 'PROTOCOL_DUPLICATE_RESPONSE'],
  ['talks_on', 'PROTOCOL_AFTER_RESPONSE'],
  ['duplicate_id', 'PROTOCOL_DUPLICATE_ID'],
  ['exit_early', 'CAPSULE_EXITED'],
  ['exit_at_once', 'CAPSULE_EXITED'],
  ['killed', 'CAPSULE_EXITED'],
  ['out_of_memory', 'CAPSULE_OUT_OF_MEMORY'],
  ['stderr_flood', 'CAPSULE_STDERR_FLOOD'],
  ['close_stdout', 'CAPSULE_PIPE_CLOSED'],
  ['close_stdin', 'CAPSULE_PIPE_CLOSED'],
]

describe('a capsule that breaks a rule', () => {
  it.each(CASES)('%s ends with %s, and nothing of it is left', async (name, code, options) => {
    const { error, response, seen } = await run({ command: habit(name), ...options })
    expect(response).toBeUndefined()
    expect(error?.code).toBe(code)
    expect(seen.started).toHaveLength(1)
    expect(seen.exited).toHaveLength(1)
    expect(isAlive(seen.started[0]?.pid ?? 0)).toBe(false)
  })

  it('is told of with its exit and its last words', async () => {
    const { error, seen } = await run({ command: habit('exit_early') })
    expect(error?.message).toContain('exit code 3')
    expect(error?.message).toContain('I lost my way')
    expect(seen.exited[0]).toMatchObject({ code: 3, signal: null, stderr_tail: 'I lost my way\n', dropped_bytes: 0 })
  })

  it('cannot be started at all', async () => {
    const { error, seen } = await run({ command: ['no-such-program-here'] })
    expect(error?.code).toBe('CAPSULE_SPAWN_FAILED')
    expect(seen).toMatchObject({ started: [], exited: [] })
  })

  it('never reads its input: the host stops writing', async () => {
    const megabyte = 'x'.repeat(1_000_000)
    const { error } = await run({
      command: habit('never_reads'),
      onIntent: async (intent) => ({ type: 'tool_call_result', id: intent.id, ok: true, result: megabyte }),
    })
    expect(error?.code).toBe('CAPSULE_BACKPRESSURE')
  })

  it('ignores SIGTERM and is killed', async () => {
    const { error, seen, ms } = await run({ command: habit('ignore_sigterm'), limits: { wall_ms: 500, grace_ms: 200 } })
    expect(error?.code).toBe('CAPSULE_TIMEOUT')
    expect(seen.exited[0]?.signal).toBe('SIGKILL')
    expect(ms).toBeLessThan(3000)
  })

  it('ends by the error of the handler that rejected', async () => {
    const { error } = await run({ command: habit('ask_one'), onIntent: () => Promise.reject(new TypeError('a bug of the host')) })
    expect(error).toMatchObject({ code: 'INTERNAL', message: 'a bug of the host' })
  })

  it('is ended when an answer of the host does not fit the wire', async () => {
    const { error } = await run({
      command: habit('ask_one'),
      onIntent: async (intent) => ({ type: 'tool_call_result', id: intent.id, ok: true, result: 'x'.repeat(1024 * 1024) }),
    })
    expect(error?.code).toBe('PROTOCOL_LINE_TOO_LONG')
  })
})
