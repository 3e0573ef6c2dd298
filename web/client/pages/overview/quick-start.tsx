import type { ListedRun } from '../../../../src/view/run-list.ts'
import { openNewRun } from '../../app/doors.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink } from '../../kit/act/link.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { EXAMPLE_TASKS } from './example-tasks.ts'
import styles from './overview.module.css'

/** A new run from an example, from the last good one; the way to the last one that failed. */
export function QuickStart({ runs }: { readonly runs: readonly ListedRun[] }) {
  const good = runs.find(({ status }) => status === 'completed')
  const failed = runs.find(({ status }) => status === 'failed' || status === 'partial')
  return (
    <Panel title="Start something">
      <div className={styles.quick}>
        {good !== undefined && (
          <ButtonLink to="/new" search={{ from: good.run_id }} size="s" icon="refresh">
            Run the last good one again
          </ButtonLink>
        )}
        {failed !== undefined && (
          <ButtonLink to="/runs/$run_id" params={{ run_id: failed.run_id }} size="s" icon="alert">
            Open the last failed one
          </ButtonLink>
        )}
        {EXAMPLE_TASKS.map((task) => (
          <Button key={task} size="s" variant="quiet" wraps icon="arrow-right" onClick={() => openNewRun(task)}>
            {task}
          </Button>
        ))}
      </div>
    </Panel>
  )
}
