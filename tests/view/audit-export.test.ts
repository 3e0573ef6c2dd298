import { expect, test } from 'vitest'
import { visibleJson } from '../../src/kernel/visible-text.ts'
import { auditWriter } from '../../src/view/audit-export/audit-format.ts'
import { csvCell } from '../../src/view/audit-export/csv-cell.ts'
import type { AuditRow } from '../../src/view/rows.ts'

const row: AuditRow = {
  n: 7,
  at: '2026-11-20T10:00:00.000Z',
  actor: 'agent:x',
  action: 'tool.call',
  run_id: null,
  subtask_id: null,
  agent_id: 'x',
  target: '=HYPERLINK("http://evil")\u001b]52;c;x\u0007\u202e',
  decision: 'deny',
  rule: null,
  reason: 'a, "b"\r\nc',
  args_hash: null,
  detail: { text: 'é\u2028\u{e0041}' },
  prev_hash: '0',
  hash: '1',
}

test.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-2+3', `"'-2+3"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['  =cmd|x', `"'  =cmd|x"`],
  ['\t=1', `"\\t=1"`],
  ['\r=1', `"\\u{d}=1"`],
  ['＝1', `"'＝1"`],
  ['say "hi"', '"say ""hi"""'],
  ['a\nb', '"a\\nb"'],
  ['plain', '"plain"'],
])('a cell: %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})

test('CSV: one line a record, whatever stands in it', () => {
  const writer = auditWriter('csv', { source: 'urn:x' })
  const text = writer.begin + writer.row(row, true) + writer.end
  expect(text.split('\r\n')).toHaveLength(3)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
})

test('CloudEvents: a batch whose members have what 1.0 requires, and whose data is the record', () => {
  const writer = auditWriter('cloudevents', { source: 'urn:closed-claw:registry:0' })
  const batch = JSON.parse(writer.begin + writer.row(row, true) + writer.row({ ...row, n: 8 }, false) + writer.end)
  expect(batch).toHaveLength(2)
  expect(batch[0]).toMatchObject({
    specversion: '1.0',
    id: '7',
    source: 'urn:closed-claw:registry:0',
    type: 'dev.closed-claw.audit.tool.call',
  })
  expect(batch[0].subject).not.toMatch(/\p{Cc}/u)
  expect(batch[1].data).toEqual({ ...row, n: 8 })
})

test('JSON shows what cannot be seen, and means the same', () => {
  const text = visibleJson(JSON.stringify(row))
  expect(text).not.toMatch(/[\p{Cc}\u2028\u202e\u{e0041}]/u)
  expect(JSON.parse(text)).toEqual(row)
})
