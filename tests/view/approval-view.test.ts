import { describe, expect, test } from 'vitest'
import { approvalView } from '../../src/view/approval-view.ts'
import { evaluationText, grantText } from '../../src/view/grant-text.ts'
import type { ApprovalRow } from '../../src/view/rows.ts'
import { APPROVAL_FACTS } from '../helpers/approval-facts.ts'

const ROW: ApprovalRow = {
  approval_id: 'a'.repeat(12),
  run_id: 'b'.repeat(12),
  subtask_id: 's1',
  agent_id: 'x',
  kind: 'tool',
  args: { tool: 'terminal', args: { cmd: 'ls' } },
  args_hash: 'a'.repeat(64),
  summary: 'terminal: X',
  why: 'rule r',
  claim: '',
  options: [],
  facts: APPROVAL_FACTS,
  status: 'pending',
  scope: null,
  decided_by: null,
  note: null,
  answer: null,
  created_at: 0,
  expires_at: 1,
  decided_at: null,
}
const HOSTILE = 'rm\u202e\u200b\u001b[2J\u0007'
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/
const factOf = (row: ApprovalRow, label: string): string => approvalView(row).facts.find((fact) => fact.label === label)?.text ?? ''

describe('what a person is shown', () => {
  test('nothing that hides or moves, wherever it comes from', () => {
    const facts = {
      ...APPROVAL_FACTS,
      agent: { name: HOSTILE, role: HOSTILE },
      where: { folder: HOSTILE, sandbox: 'bwrap', host: HOSTILE },
      effects: [HOSTILE],
      grant: {
        match: { by: 'path' as const, tool: 'file_io', op: 'write', path: HOSTILE },
        always: true,
        reason: '',
        window_ms: 1,
        sandboxed: true,
      },
    }
    const row = { ...ROW, facts, args: { [HOSTILE]: HOSTILE }, summary: HOSTILE, why: HOSTILE, claim: HOSTILE, agent_id: HOSTILE }
    const shown = JSON.stringify(approvalView(row))
    expect(JSON.parse(shown)).toEqual(approvalView(row))
    for (const text of strings(approvalView(row))) expect(text).not.toMatch(INVISIBLE)
    expect(shown).toContain('u{202e}')
  })

  test('long arguments whole', () => {
    const content = 'x'.repeat(200_000)
    expect(factOf({ ...ROW, args: { content } }, 'arguments')).toContain(content)
  })

  test('the words of the agent are marked, also when there are none', () => {
    expect(factOf(ROW, 'agent says')).toBe('(not verified) nothing')
    expect(factOf({ ...ROW, claim: 'trust me' }, 'agent says')).toBe('(not verified) trust me')
  })
})

describe('the choices', () => {
  const refused = (row: ApprovalRow): Record<string, string> =>
    Object.fromEntries(approvalView(row).choices.map(({ id, refused: why }) => [id, why]))
  const withGrant = (grant: ApprovalRow['facts']['grant']): ApprovalRow => ({ ...ROW, facts: { ...APPROVAL_FACTS, grant } })
  const grant = APPROVAL_FACTS.grant ?? { match: null, always: false, reason: '', window_ms: 0, sandboxed: false }

  test('always says what it would save, and what that matches and does not', () => {
    const always = approvalView(ROW).choices.at(-1)
    expect(always).toMatchObject({ id: 'always', refused: '' })
    expect(always?.saves.join('\n')).toMatch(
      /saves: terminal.*\nin \/w, inside of the OS sandbox only\nmatches: .*\nnot: .*another workspace/,
    )
  })

  test('what is not offered is not there, with its reason', () => {
    expect(refused(withGrant({ ...grant, always: false, reason: 'it costs money' }))).toMatchObject({
      window: '',
      always: 'it costs money',
    })
    expect(refused(withGrant({ ...grant, match: null, reason: 'nothing to go by' }))).toMatchObject({
      once: '',
      run: '',
      window: 'nothing to go by',
      always: 'nothing to go by',
    })
    expect(refused(withGrant(null))).toMatchObject({ once: '', window: 'this is asked each time', always: 'this is asked each time' })
  })

  test.each([
    [600_000, 'Allow for 10 minutes'],
    [60_000, 'Allow for 1 minute'],
    [90_000, 'Allow for 1m 30s'],
  ])('%d ms: %s', (window_ms, label) => {
    expect(approvalView(withGrant({ ...grant, window_ms })).choices.map((choice) => choice.label)).toContain(label)
  })
})

test('a grant in words', () => {
  expect(grantText({ by: 'command', tool: 'terminal', words: ['git', 'commit', '-m', 'a b'] }).covers).toBe('terminal git commit -m "a b"')
  expect(grantText({ by: 'host', tool: 'web_fetch', host: 'a.org:443', method: 'GET' }).covers).toBe('web_fetch GET a.org:443')
  expect(evaluationText({ decision: 'ask', rule: 'r', reason: '' })).toBe('evaluated again: it would still be asked: r')
})

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(strings) : []
}
