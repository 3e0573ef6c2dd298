import type { ListedRun } from '../../../../src/view/run-list.ts'
import { runLook } from '../../../../src/view/run-look.ts'
import { standingText } from '../../../../src/view/runs/run-refusal.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { STAGE_INFO } from '../../../../src/view/stats/run-stage.ts'
import { Badge } from '../../kit/show/badge.tsx'
import { Duration } from '../../kit/show/duration.tsx'
import { Id } from '../../kit/show/id.tsx'
import { Money } from '../../kit/show/money.tsx'
import { Said } from '../../kit/show/said.tsx'
import { StatusChip } from '../../kit/show/status-chip.tsx'
import { Time } from '../../kit/show/time.tsx'
import { Tokens } from '../../kit/show/tokens.tsx'
import type { Column } from '../../kit/table/column.ts'
import { RunMenu } from './run-menu.tsx'
import styles from './runs.module.css'

export const RUN_COLUMNS: readonly Column<ListedRun>[] = [
  { id: 'task', title: 'Task', cell: ({ task }) => <Said text={task} lines={2} /> },
  { id: 'status', title: 'Status', width: '8.5rem', cell: Status },
  { id: 'stands', title: 'Where it stands', width: '24%', cell: (run) => <Stands run={run} />, minor: true },
  { id: 'started', title: 'Started', width: '5.75rem', cell: ({ created_at }) => <Time at={created_at} />, sorts: true, align: 'end' },
  { id: 'took', title: 'Took', width: '5rem', cell: Took, sorts: true, align: 'end' },
  { id: 'cost', title: 'Cost', width: '5.5rem', cell: Cost, sorts: true, align: 'end' },
  { id: 'do', title: 'Actions', width: '4.75rem', cell: (run) => <RunMenu run={run} />, align: 'end' },
]

function Status(run: ListedRun) {
  return (
    <span className={styles.two}>
      <StatusChip look={runLook(run)} />
      <Id id={run.run_id} />
    </span>
  )
}

function Cost({ tokens, cost_usd }: ListedRun) {
  if (tokens === 0) return '-'
  return (
    <span className={styles.two}>
      <Money usd={cost_usd} />
      <span className={styles.by}>
        <Tokens count={tokens} /> tok
      </span>
    </span>
  )
}

const FAILED: readonly ListedRun['status'][] = ['failed', 'partial', 'denied', 'interrupted', 'cancelled']

/** Its tags, the stage that it is in or went wrong in, and why. */
function Stands({ run }: { readonly run: ListedRun }) {
  const { stage, error, tags, status, agents, engine } = run
  const where = stage === null ? '' : standingText(run, STAGE_INFO[stage].title)
  const failed = error !== null && FAILED.includes(status)
  return (
    <span className={styles.stands}>
      {where !== '' && <span>{where}</span>}
      {failed && (
        <span className={status === 'cancelled' ? styles.by : styles.why}>
          <Said text={error.message} lines={1} />
        </span>
      )}
      <span className={styles.by} title={agents.map(visibleLine).join(', ')}>
        {agentsText(run)}, {engine}
      </span>
      {tags.length > 0 && (
        <span className={styles.tags}>
          {tags.map((tag) => (
            <Badge key={tag} tone="dim">
              {visibleLine(tag)}
            </Badge>
          ))}
        </span>
      )}
    </span>
  )
}

function agentsText({ agents: [first, ...others], ended_at }: ListedRun): string {
  if (first === undefined) return ended_at === null ? 'no agent yet' : 'no agent'
  return `${visibleLine(first)}${others.length === 0 ? '' : ` +${others.length}`}`
}

function Took({ created_at, ended_at, held }: ListedRun) {
  return ended_at === null && !held ? '-' : <Duration from={created_at} to={ended_at} />
}
