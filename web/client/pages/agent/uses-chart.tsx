import type { AgentUseRow } from '../../../../src/view/agent-record-rows.ts'
import { formatDuration, plural } from '../../../../src/view/format.ts'
import styles from './uses-chart.module.css'

/** How long each use took, the oldest at the left, and how it ended by the colour; the table below says the same in words. */
export function UsesChart({ uses }: { readonly uses: readonly AgentUseRow[] }) {
  const longest = Math.max(1, ...uses.map(({ ms }) => ms))
  const count = (outcome: AgentUseRow['outcome']) => uses.filter((use) => use.outcome === outcome).length
  const summary = `The last ${plural(uses.length, 'use')}: ${count('success')} well, ${count('failure')} failed, ${count('excused')} not its doing; the longest took ${formatDuration(longest)}.`
  return (
    <figure className={styles.figure}>
      <div className={styles.bars} role="img" aria-label={summary}>
        {uses.toReversed().map(({ run_id, subtask_id, attempt, outcome, ms }) => (
          <span
            key={`${run_id} ${subtask_id} ${attempt}`}
            className={styles[outcome]}
            style={{ height: `${Math.max(4, Math.round((100 * ms) / longest))}%` }}
            title={`${outcome}, ${formatDuration(ms)}`}
          />
        ))}
      </div>
      <figcaption className={styles.words}>{summary}</figcaption>
    </figure>
  )
}
