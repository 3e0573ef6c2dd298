import { expect, test } from 'vitest'
import { runCompletions, runFilter } from '../../src/view/run-filter.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z')

test('fields and words are told apart', () => {
  expect(runFilter('status:failed agent:writer tool:web since:2h big Budget', NOW)).toEqual({
    query: { status: ['failed'], agent: 'writer', tool: 'web', since: NOW - 7_200_000, text: 'big Budget' },
    problem: '',
  })
  expect(runFilter('STATUS:run,wait session:s1 until:2026-11-20', NOW).query).toEqual({
    status: ['running', 'waiting'],
    session_id: 's1',
    until: Date.parse('2026-11-20'),
  })
})

test('a field without a value does not count yet; an address is a word', () => {
  expect(runFilter('status: agent:', NOW)).toEqual({ query: {}, problem: '' })
  expect(runFilter('https://a.example/x', NOW)).toEqual({ query: { text: 'https://a.example/x' }, problem: '' })
})

test('what cannot be meant is said, and the rest counts', () => {
  expect(runFilter('colour:red x', NOW)).toMatchObject({ query: { text: 'x' }, problem: expect.stringContaining("no 'colour:'") })
  expect(runFilter('status:zzz', NOW)).toMatchObject({ query: {}, problem: expect.stringContaining("begins with 'zzz': queued, running") })
  expect(runFilter('since:yesterday', NOW).problem).toContain("'yesterday' is no time")
  expect(runFilter('__proto__:x', NOW).query).toEqual({ text: '__proto__:x' })
  expect(runFilter('constructor:x', NOW).problem).toContain("no 'constructor:'")
})

test('words are completed to fields and values', () => {
  expect(runCompletions('x st', {})).toEqual(['status:', 'stage:'])
  expect(runCompletions('status:fa', {})).toEqual(['status:failed'])
  expect(runCompletions('status:failed,wa', {})).toEqual(['status:failed,waiting'])
  expect(runCompletions('agent:fi', { agent: ['file-analyst', 'writer'] })).toEqual(['agent:file-analyst'])
  expect(runCompletions('', {})).toEqual([])
})
