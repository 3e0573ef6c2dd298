import { useState } from 'react'
import type { GenomeRow } from '../../../../src/view/evolution-rows.ts'
import { formTraits } from '../../../../src/view/evolution-text.ts'
import type { Meaning } from '../../../../src/view/menu/span.ts'
import type { AgentDetail } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Button } from '../../kit/act/button.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Arrange } from '../../kit/place/arrange.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'
import { DataTable } from '../../kit/table/data-table.tsx'
import { resetEvolution } from './agent-queries.ts'

const TONES: Readonly<Record<GenomeRow['state'], Meaning>> = { champion: 'good', challenger: 'accent', replaced: 'dim', dropped: 'dim' }

const COLUMNS: readonly Column<GenomeRow>[] = [
  {
    id: 'form',
    title: 'Form',
    width: '5rem',
    cell: ({ genome_id, parent_id }) => (parent_id === null ? genome_id : `${genome_id} of ${parent_id}`),
  },
  { id: 'state', title: 'State', width: '7rem', cell: ({ state }) => <Badge tone={TONES[state]}>{state}</Badge> },
  { id: 'traits', title: 'What it changes', cell: ({ genome }) => formTraits(genome) },
  { id: 'fitness', title: 'Fitness', align: 'end', width: '6rem', cell: ({ fitness }) => fitness?.toFixed(2) ?? 'no trial' },
  { id: 'trials', title: 'Trials', align: 'end', width: '5rem', cell: ({ trials }) => trials },
  { id: 'reason', title: 'Why', minor: true, cell: ({ reason }) => visibleLine(reason) },
  { id: 'since', title: 'Since', align: 'end', width: '7rem', cell: ({ created_at }) => <Time at={created_at} /> },
]

/** The forms that evolution keeps of an agent: the one in use, the one that is tried, those of before. */
export function EvolutionTab({ agent: { agent_id, evolution } }: { readonly agent: AgentDetail }) {
  const [asking, setAsking] = useState(false)
  if (evolution === null) return <Empty title="A broken agent does not evolve" />
  const { enabled, mutation_rate, genomes } = evolution
  return (
    <Arrange as="stack">
      <Notice
        title={
          enabled
            ? `It evolves: each trait of a child changes with a likelihood of ${mutation_rate ?? 0}`
            : 'It does not evolve: CLOSED_CLAW_EVOLUTION_ENABLED is not true'
        }
      >
        <p>
          A child is tried on every third use and compared with the champion after five trials on each side: it takes its place with a clear
          lead, and is dropped without one. No permission ever widens.
        </p>
      </Notice>
      <Panel
        title="Its forms"
        flush
        actions={
          genomes.length > 0 && (
            <Button size="s" variant="danger" onClick={() => setAsking(true)}>
              Forget them
            </Button>
          )
        }
      >
        <DataTable
          label="Forms of the agent"
          columns={COLUMNS}
          rows={genomes}
          keyOf={({ genome_id }) => String(genome_id)}
          empty={<Empty title="It has no forms">It has not worked with a model while evolution was switched on.</Empty>}
        />
      </Panel>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Forget the forms of ${visibleLine(agent_id)}?`}
        action="Forget them"
        danger
        onConfirm={async () => {
          const { forgotten } = await resetEvolution(agent_id)
          showToast({ title: `${agent_id} is as its folder says again`, description: `Forms forgotten: ${forgotten}.`, tone: 'good' })
        }}
      >
        <p>
          Champion, challenger and all trials go; the agent is as its folder says again. What is under way keeps the form that it began
          with.
        </p>
      </ConfirmDialog>
    </Arrange>
  )
}
