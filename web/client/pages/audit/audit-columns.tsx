import type { AuditRow } from '../../../../src/view/rows.ts'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DecisionBadge } from './decision-badge.tsx'

export const AUDIT_COLUMNS: readonly Column<AuditRow>[] = [
  { id: 'n', title: 'No.', sorts: true, width: '5.5rem', align: 'end', cell: ({ n }) => n },
  { id: 'at', title: 'When', width: '6.5rem', cell: ({ at }) => <Time at={at} /> },
  { id: 'action', title: 'What', width: '10.5rem', oneLine: true, cell: ({ action }) => <Said text={action} lines={1} /> },
  { id: 'decision', title: 'Decision', width: '7rem', cell: ({ decision }) => <DecisionBadge decision={decision} /> },
  { id: 'target', title: 'Of what', oneLine: true, cell: ({ target }) => <Said text={target} lines={1} /> },
  { id: 'rule', title: 'Rule', minor: true, oneLine: true, cell: ({ rule }) => <Said text={rule ?? ''} lines={1} /> },
  { id: 'actor', title: 'Who', minor: true, oneLine: true, cell: ({ actor }) => <Said text={actor} lines={1} /> },
]
