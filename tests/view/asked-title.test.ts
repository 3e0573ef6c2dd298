import { expect, test } from 'vitest'
import type { Json } from '../../src/kernel/json.ts'
import { askedTitle } from '../../src/view/asked-title.ts'

const title = (tool: string, args: Json, kind: 'tool' | 'api' = 'tool'): string =>
  askedTitle({ kind, agent_id: 'helper', summary: `${tool}: Helper`, args: { tool, args } })

const CASES: readonly (readonly [string, Json, string])[] = [
  ['terminal', { cmd: 'git push origin main' }, 'helper wants to run: git push origin main'],
  ['python_exec', { code: 'print(1)\nprint(2)' }, 'helper wants to run Python: print(1)\\nprint(2)'],
  ['file_io', { op: 'delete', path: 'a.txt' }, 'helper wants to delete a.txt'],
  ['file_io', { path: 'a.txt' }, 'helper wants to read a.txt'],
  ['file_io', { op: 'move', moves: [] }, 'helper wants to use file_io move'],
  ['http_api', { url: 'https://a.org', method: 'POST' }, 'helper wants to send POST: https://a.org'],
  ['sql_query', { db_path: 'a.db', query: 'select 1' }, 'helper wants to query a.db: select 1'],
  ['terminal', {}, 'helper wants to use terminal'],
  ['of_others', { id: 'x' }, 'helper wants to use of_others x'],
]

test.each(CASES)('%s %j: %s', (tool, args, said) => expect(title(tool, args)).toBe(said))

test('on one line, of visible characters, cut with a mark', () => {
  expect(title('terminal', { cmd: 'rm\u202e x\nls' })).toBe('helper wants to run: rm\\u{202e} x\\nls')
  const long = title('terminal', { cmd: 'x'.repeat(500) })
  expect(long).toHaveLength(160)
  expect(long.endsWith('…')).toBe(true)
})

test('what is no call of a tool is told by its summary', () => {
  const asked = { agent_id: null, summary: "Create the agent 'Poet' with file_io", args: { tool: 'terminal' } }
  expect(askedTitle({ ...asked, kind: 'create_agent' })).toBe(asked.summary)
  expect(askedTitle({ ...asked, kind: 'tool', args: [] })).toBe(asked.summary)
})
