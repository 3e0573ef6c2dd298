import type { AgentUseRow } from '../../../../src/view/agent-record-rows.ts'
import type { Meaning } from '../../../../src/view/menu/span.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Badge } from '../../kit/show/badge.tsx'
import { Duration } from '../../kit/show/duration.tsx'
import { Id } from '../../kit/show/id.tsx'
import { Money } from '../../kit/show/money.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'

export const OUTCOME_TONES: Readonly<Record<AgentUseRow['outcome'], Meaning>> = { success: 'good', failure: 'bad', excused: 'dim' }

export const USE_COLUMNS: readonly Column<AgentUseRow>[] = [
  { id: 'run', title: 'Run', width: '7rem', cell: ({ run_id }) => <Id id={run_id} /> },
  { id: 'outcome', title: 'Outcome', width: '7rem', cell: ({ outcome }) => <Badge tone={OUTCOME_TONES[outcome]}>{outcome}</Badge> },
  { id: 'why', title: 'Why', cell: ({ reason, subtask_id }) => visibleLine(reason ?? subtask_id) },
  { id: 'took', title: 'Took', align: 'end', width: '6rem', cell: ({ ms }) => <Duration ms={ms} /> },
  {
    id: 'tokens',
    title: 'Tokens',
    align: 'end',
    minor: true,
    width: '6rem',
    cell: ({ input_tokens, output_tokens }) => input_tokens + output_tokens,
  },
  { id: 'cost', title: 'Cost', align: 'end', minor: true, width: '6rem', cell: ({ cost_usd }) => <Money usd={cost_usd} /> },
  {
    id: 'calls',
    title: 'Tool calls',
    align: 'end',
    minor: true,
    width: '7rem',
    cell: ({ tool_calls, tool_failures }) => (tool_failures === 0 ? tool_calls : `${tool_calls}, ${tool_failures} failed`),
  },
  { id: 'when', title: 'When', align: 'end', width: '7rem', cell: ({ ended_at }) => <Time at={ended_at} /> },
]
