import { formatCost, formatDuration, plural } from '../../../../src/view/format.ts'
import { type Change, changeOf } from '../../../../src/view/stats/change-of.ts'
import type { StatsFigures, StatsRow } from '../../../../src/view/stats/stats-rows.ts'
import { shortCount } from '../../../../src/view/trace/token-text.ts'
import { classNames } from '../../kit/class-names.ts'
import styles from './overview.module.css'

interface Figure {
  readonly title: string
  readonly value: (figures: StatsFigures) => string
  readonly aside: (figures: StatsFigures) => string
  readonly number: (figures: StatsFigures) => number | null
  /** What more of it means. */
  readonly more: 'better' | 'worse' | 'neither'
}

const FIGURES: readonly Figure[] = [
  {
    title: 'Runs',
    value: ({ started }) => String(started),
    aside: ({ completed, failed, partial }) => `${completed} completed, ${partial} partial, ${failed} failed`,
    number: ({ started }) => started,
    more: 'neither',
  },
  {
    title: 'Success',
    value: ({ success_rate }) => (success_rate === null ? 'none yet' : `${Math.round(success_rate * 100)}%`),
    aside: ({ denied, cancelled, interrupted }) => `${denied} denied, ${cancelled} cancelled, ${interrupted} interrupted`,
    number: ({ success_rate }) => success_rate,
    more: 'better',
  },
  {
    title: 'Latency P95',
    value: ({ latency_p95_ms }) => (latency_p95_ms === null ? 'none yet' : formatDuration(latency_p95_ms)),
    aside: ({ latency_p50_ms }) =>
      latency_p50_ms === null ? 'from start to end' : `half of them within ${formatDuration(latency_p50_ms)}`,
    number: ({ latency_p95_ms }) => latency_p95_ms,
    more: 'worse',
  },
  {
    title: 'Tokens',
    value: ({ input_tokens, output_tokens }) => shortCount(input_tokens + output_tokens),
    aside: ({ input_tokens, output_tokens }) => `${shortCount(input_tokens)} in, ${shortCount(output_tokens)} out`,
    number: ({ input_tokens, output_tokens }) => input_tokens + output_tokens,
    more: 'neither',
  },
  {
    title: 'Cost',
    value: costText,
    aside: ({ unpriced_calls, model_calls }) =>
      unpriced_calls === 0 ? plural(model_calls, 'model call') : `${unpriced_calls} of ${plural(model_calls, 'call')} without a price`,
    number: ({ cost_usd }) => cost_usd,
    more: 'worse',
  },
  {
    title: 'Tool calls',
    value: ({ tool_calls }) => String(tool_calls),
    aside: ({ tool_failures }) => `${tool_failures} failed`,
    number: ({ tool_calls }) => tool_calls,
    more: 'neither',
  },
  {
    title: 'Approvals',
    value: ({ approvals_asked }) => String(approvals_asked),
    aside: ({ approvals_answered, approval_wait_p50_ms }) =>
      approval_wait_p50_ms === null
        ? `${approvals_answered} answered`
        : `${approvals_answered} answered, after ${formatDuration(approval_wait_p50_ms)}`,
    number: ({ approvals_asked }) => approvals_asked,
    more: 'neither',
  },
]

function costText({ cost_usd, known_cost_usd }: StatsFigures): string {
  if (cost_usd !== null) return formatCost(cost_usd)
  return known_cost_usd === 0 ? 'unknown' : `> ${formatCost(known_cost_usd)}`
}

/** The figures of the range, each beside the range before it. */
export function FigureCards({ stats: { totals, before } }: { readonly stats: StatsRow }) {
  return (
    <dl className={styles.cards}>
      {FIGURES.map(({ title, value, aside, number, more }) => (
        <div key={title} className={styles.card}>
          <dt>{title}</dt>
          <dd className={styles.value}>{value(totals)}</dd>
          <dd className={styles.aside}>{aside(totals)}</dd>
          {before !== null && <ChangeLine change={changeOf(number(totals), number(before), more)} was={value(before)} />}
        </div>
      ))}
    </dl>
  )
}

function ChangeLine({ change, was }: { readonly change: Change | null; readonly was: string }) {
  if (change === null) return <dd className={styles.aside}>before: {was}</dd>
  return (
    <dd className={styles.aside} title={`In the range before: ${was}`}>
      <span className={classNames(change.means === 'better' && styles.better, change.means === 'worse' && styles.worse)}>
        {change.text}
      </span>
    </dd>
  )
}
