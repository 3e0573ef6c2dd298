import { agentStanding, sourceWord } from '../../../../src/view/menu/places/agents/agent-standing.ts'
import type { AgentRow } from '../../../../src/view/rows.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { Badge } from '../../kit/show/badge.tsx'
import { Duration } from '../../kit/show/duration.tsx'
import { Money } from '../../kit/show/money.tsx'
import { Time } from '../../kit/show/time.tsx'
import type { Column } from '../../kit/table/column.ts'
import styles from './agents.module.css'

/** By the orders of src/view/agents/agent-list.ts. */
export const AGENT_COLUMNS: readonly Column<AgentRow>[] = [
  { id: 'name', title: 'Agent', sorts: true, width: '17%', cell: ({ name, agent_id }) => <Name name={name} id={agent_id} /> },
  { id: 'status', title: 'Status', sorts: true, width: '6.5rem', cell: (agent) => <Standing agent={agent} /> },
  { id: 'abilities', title: 'Tools and skills', minor: true, cell: (agent) => <Abilities agent={agent} /> },
  { id: 'source', title: 'Source', sorts: true, minor: true, width: '6.25rem', cell: ({ source }) => sourceWord(source) },
  { id: 'uses', title: 'Uses', sorts: true, align: 'end', width: '4.25rem', cell: ({ metrics }) => metrics?.runs ?? 0 },
  {
    id: 'success',
    title: 'Success',
    sorts: true,
    align: 'end',
    width: '5.25rem',
    cell: ({ metrics }) => <Success rate={metrics?.success_rate} />,
  },
  {
    id: 'p50',
    title: 'p50',
    sorts: true,
    minor: true,
    align: 'end',
    width: '4.25rem',
    cell: ({ metrics }) => <Duration ms={metrics?.p50_ms ?? null} />,
  },
  {
    id: 'p95',
    title: 'p95',
    sorts: true,
    minor: true,
    align: 'end',
    width: '4.25rem',
    cell: ({ metrics }) => <Duration ms={metrics?.p95_ms ?? null} />,
  },
  {
    id: 'cost',
    title: 'Cost',
    sorts: true,
    minor: true,
    align: 'end',
    width: '5.25rem',
    cell: ({ metrics }) => (metrics === null ? '-' : <Money usd={metrics.cost_usd} />),
  },
  {
    id: 'last_used',
    title: 'Last used',
    sorts: true,
    align: 'end',
    width: '6.25rem',
    cell: ({ metrics }) => (metrics?.last_used_at == null ? 'never' : <Time at={metrics.last_used_at} />),
  },
]

/** How it stands in a word, and why in the title. */
export function Standing({ agent }: { readonly agent: AgentRow }) {
  const { word, as, why } = agentStanding(agent)
  const title = visibleLine(why)
  return title === '' ? (
    <Badge tone={as}>{word}</Badge>
  ) : (
    <Badge tone={as} title={title}>
      {word}
    </Badge>
  )
}

export function Success({ rate }: { readonly rate: number | null | undefined }) {
  return rate == null ? '-' : `${Math.round(100 * rate)}%`
}

function Name({ name, id }: { readonly name: string; readonly id: string }) {
  return (
    <span className={styles.name}>
      <span>{visibleLine(name)}</span>
      <code>{visibleLine(id)}</code>
    </span>
  )
}

function Abilities({ agent: { tools, skills, problem } }: { readonly agent: AgentRow }) {
  if (problem !== null)
    return (
      <span className={styles.problem} title={visibleLine(problem)}>
        {visibleLine(problem)}
      </span>
    )
  const [held, taught] = [visibleLine(tools.join(', ')) || 'no tools', visibleLine(skills.join(', ')) || 'no skills']
  return (
    <span className={styles.words}>
      <span title={held}>{held}</span>
      <span className={styles.dim} title={taught}>
        {taught}
      </span>
    </span>
  )
}
