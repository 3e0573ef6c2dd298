import { candidateVerdict } from '../../../../src/view/agent-why-text.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import type { AgentWhy, CandidateWhy } from '../../../../src/view/why-rows.ts'
import { Badge } from '../../kit/show/badge.tsx'
import type { Column } from '../../kit/table/column.ts'
import styles from './candidate-columns.module.css'

/** The parts of a score have the names that the router gives them. */
export function candidateColumns({ candidates, threshold }: AgentWhy, marked: string | undefined): readonly Column<CandidateWhy>[] {
  const figure = (id: string, title: string, value: (row: CandidateWhy) => number, minor = false): Column<CandidateWhy> => ({
    id,
    title,
    align: 'end',
    width: title.length > 9 ? '6.5rem' : '5.25rem',
    minor,
    cell: (row) => value(row).toFixed(2),
  })
  return [
    {
      id: 'agent',
      title: 'Agent',
      cell: ({ agent_id, closest }) => (
        <span className={styles.candidate}>
          <span>
            {visibleLine(agent_id)} {agent_id === marked && <Badge tone="accent">this one</Badge>}
          </span>
          <span className={styles.closest} title="Its text that is nearest to the task">
            {visibleLine(closest ?? 'no text of it is near')}
          </span>
        </span>
      ),
    },
    figure('score', 'Probability', ({ score }) => score),
    figure('fused', 'Sum', ({ fused }) => fused),
    ...Object.keys(candidates[0]?.parts ?? {}).map((part) => figure(`part ${part}`, part, ({ parts }) => parts[part] ?? 0, true)),
    {
      id: 'verdict',
      title: 'May be taken',
      width: '8rem',
      cell: (row) => {
        const verdict = candidateVerdict(row, threshold)
        return verdict === 'yes' ? <Badge tone="good">yes</Badge> : visibleLine(verdict)
      },
    },
  ]
}
