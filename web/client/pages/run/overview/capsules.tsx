import { formatDuration, plural } from '../../../../../src/view/format.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { type CapsuleRow, capsuleRows } from '../../../../../src/view/trace/capsule-rows.ts'
import { STATE_LOOKS } from '../../../../../src/view/trace/state-look.ts'
import { tokenText } from '../../../../../src/view/trace/token-text.ts'
import { pathOfSubtask } from '../../../../../src/view/trace/trace-places.ts'
import { rowId } from '../../../../../src/view/trace/tree-rows.ts'
import { Panel } from '../../../kit/place/panel.tsx'
import { StatusChip } from '../../../kit/show/status-chip.tsx'
import type { RunOfPage } from '../known-run.ts'
import { useNow } from '../use-now.ts'
import styles from './capsules.module.css'

/** A line for each agent at work: what it does, for how long, how silent it is. */
export function Capsules({ run, onChoose }: { readonly run: RunOfPage; readonly onChoose: (id: string) => void }) {
  const ticking = useNow(run.goesOn)
  const rows = capsuleRows(run.shown, run.goesOn ? ticking : run.until())
  if (rows.length === 0) return null
  return (
    <Panel flush title={run.goesOn ? `${agentsOf(rows.filter(({ ended }) => !ended))} at work` : `${agentsOf(rows)} worked`}>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.subtask_id}>
            <button type="button" className={styles.row} onClick={() => onChoose(rowId(pathOfSubtask(run.shown, row.subtask_id)))}>
              <StatusChip look={STATE_LOOKS[row.state]} />
              <span className={styles.who}>
                {visibleLine(row.agent || 'no agent yet')}
                <span className={styles.quiet}> {visibleLine(row.title)}</span>
              </span>
              <span className={styles.action}>{row.state === 'done' ? '' : visibleLine(row.action).slice(0, 300)}</span>
              {row.silence !== '' && <span className={row.stalled ? styles.stalled : styles.silent}>{row.silence}</span>}
              <span className={styles.facts}>
                {row.attempt > 1 && `attempt ${row.attempt}  `}
                {tokenText(row.input_tokens, row.output_tokens)} {formatDuration(row.elapsed_ms)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** One agent may work at several parts, each in a capsule of its own. */
function agentsOf(rows: readonly CapsuleRow[]): string {
  const agents = plural(new Set(rows.map(({ agent }) => agent)).size, 'agent')
  return rows.length > 1 ? `${agents} in ${rows.length} capsules` : agents
}
