import { expect, test } from 'vitest'
import { toolFailure } from '../../../runtime/rules/tool-failure.ts'

const failed = (result: { stdout: string; stderr: string }) =>
  toolFailure(
    'terminal',
    { cmd: 'npm test' },
    {
      type: 'tool_call_result',
      id: 't1',
      ok: false,
      error: { code: 'TOOL_FAILED', message: 'terminal: exit code 3', retryable: false },
      result,
    },
    'ab12',
  ).message

test('a short output is told whole', () => {
  expect(failed({ stdout: '', stderr: 'no tests\n' })).toBe('terminal: exit code 3 (npm test)\nno tests')
})

test('of a long one the end of each stream is told, and where the rest is', () => {
  const lines = Array.from({ length: 3000 }, (_, n) => `line ${n}`).join('\n')
  const message = failed({ stdout: lines, stderr: 'x'.repeat(100_000) })
  expect(message.length).toBeLessThan(1200)
  expect(message).toContain('line 2990\n')
  expect(message).toContain('line 2999')
  expect(message).not.toContain('line 2989\n')
  expect(message).toContain('claw runlog ab12')
})
