import { visibleJson, visibleLine } from '../../kernel/visible-text.ts'
import type { AuditRow } from '../rows.ts'
import { csvCell } from './csv-cell.ts'

export const AUDIT_FORMATS = ['jsonl', 'csv', 'cloudevents'] as const
export type AuditFormat = (typeof AUDIT_FORMATS)[number]

/** How records are written one after the other; nothing is held back. Each part ends with its line. */
export interface AuditWriter {
  readonly begin: string
  row(row: AuditRow, first: boolean): string
  readonly end: string
}

export interface AuditSource {
  /** Names this registry among others, as a URI. */
  readonly source: string
}

export function auditWriter(format: AuditFormat, source: AuditSource): AuditWriter {
  switch (format) {
    case 'jsonl':
      return { begin: '', row: (row) => `${visibleJson(JSON.stringify(row))}\n`, end: '' }
    case 'csv':
      return { begin: csvLine(COLUMNS), row: (row) => csvLine(COLUMNS.map((name) => cellOf(row, name))), end: '' }
    case 'cloudevents':
      return {
        begin: '[\n',
        row: (row, first) => `${first ? '' : ','}${visibleJson(JSON.stringify(cloudEvent(row, source)))}\n`,
        end: ']\n',
      }
    default:
      return format satisfies never
  }
}

const COLUMNS = [
  ...(['n', 'at', 'actor', 'action', 'run_id', 'subtask_id', 'agent_id', 'target', 'decision', 'rule', 'reason', 'args_hash'] as const),
  ...(['detail', 'prev_hash', 'hash'] as const),
]

function cellOf(row: AuditRow, name: (typeof COLUMNS)[number]): string | number | null {
  return name === 'detail' ? JSON.stringify(row.detail) : row[name]
}

function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** CloudEvents 1.0, JSON format, as a member of a batch (application/cloudevents-batch+json). */
function cloudEvent(row: AuditRow, { source }: AuditSource): object {
  const subject = visibleLine(row.target)
  return {
    specversion: '1.0',
    id: row.action === 'audit.head' ? `head-${row.n}` : String(row.n),
    source,
    type: `dev.closed-claw.audit.${visibleLine(row.action)}`,
    time: row.at,
    ...(subject === '' ? {} : { subject }),
    datacontenttype: 'application/json',
    data: row,
  }
}
