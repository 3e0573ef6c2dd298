import type { PolicyStepRow } from '../../../../src/view/rows.ts'
import { Badge } from '../../kit/show/badge.tsx'
import { Said } from '../../kit/show/said.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { DecisionBadge } from './decision-badge.tsx'

interface Step extends PolicyStepRow {
  readonly place: number
  readonly decides: boolean
}

const COLUMNS: readonly Column<Step>[] = [
  { id: 'place', title: 'No.', width: '4rem', align: 'end', cell: ({ place }) => place },
  { id: 'rule', title: 'Rule', cell: ({ rule, decides }) => <Rule rule={rule} decides={decides} /> },
  { id: 'decision', title: 'Says', width: '7rem', cell: ({ decision }) => <DecisionBadge decision={decision} /> },
  { id: 'matched', title: 'Fits', width: '6rem', cell: ({ matched }) => (matched ? 'yes' : 'no') },
  { id: 'origin', title: 'From', minor: true, cell: ({ origin }) => <Said text={origin} /> },
  { id: 'reason', title: 'Because', cell: ({ reason }) => <Said text={reason} /> },
]

export function RuleSteps({ steps, decided }: { readonly steps: readonly PolicyStepRow[]; readonly decided: string | null }) {
  const rows = steps.map((step, index) => ({ ...step, place: index + 1, decides: step.matched && decides(step, decided) }))
  return <DataTable label="Rules" columns={COLUMNS} rows={rows} keyOf={({ place }) => String(place)} empty={null} />
}

function Rule({ rule, decides }: Pick<Step, 'rule' | 'decides'>) {
  return (
    <>
      <Said text={rule} /> {decides && <Badge tone="accent">decided</Badge>}
    </>
  )
}

function decides({ rule, origin }: PolicyStepRow, decided: string | null): boolean {
  return decided === rule || decided === `${rule} (${origin})`
}
