import type { StatsRow } from '../../../../src/view/stats/stats-rows.ts'
import { shortCount } from '../../../../src/view/trace/token-text.ts'
import { Panel } from '../../kit/place/panel.tsx'
import styles from './overview.module.css'
import { type Series, TimeChart } from './time-chart.tsx'

const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`)
const whole = (value: number): string => shortCount(Math.round(value))
const dollars = (value: number): string => `$${value.toFixed(value < 0.01 ? 4 : 2)}`

interface Chart {
  readonly title: string
  readonly series: readonly Series[]
  readonly as: 'bars' | 'lines'
  readonly format: (value: number) => string
}

const CHARTS: readonly Chart[] = [
  {
    title: 'Runs',
    as: 'bars',
    format: whole,
    series: [
      { name: 'completed', colour: 'var(--ok-solid)', value: ({ completed }) => completed },
      { name: 'partial', colour: 'var(--warn-solid)', value: ({ partial }) => partial },
      { name: 'failed or denied', colour: 'var(--bad-solid)', value: ({ failed, denied }) => failed + denied },
      { name: 'cancelled or interrupted', colour: 'var(--muted-solid)', value: ({ cancelled, interrupted }) => cancelled + interrupted },
    ],
  },
  {
    title: 'Latency',
    as: 'lines',
    format: seconds,
    series: [
      { name: 'P50', colour: 'var(--series-1)', value: ({ latency_p50_ms }) => latency_p50_ms },
      { name: 'P95', colour: 'var(--series-2)', value: ({ latency_p95_ms }) => latency_p95_ms },
    ],
  },
  {
    title: 'Tokens',
    as: 'bars',
    format: whole,
    series: [
      { name: 'in', colour: 'var(--series-2)', value: ({ input_tokens }) => input_tokens },
      { name: 'out', colour: 'var(--series-3)', value: ({ output_tokens }) => output_tokens },
    ],
  },
  {
    title: 'Cost, as far as prices are known',
    as: 'bars',
    format: dollars,
    series: [{ name: 'US dollars', colour: 'var(--series-4)', value: ({ known_cost_usd }) => known_cost_usd }],
  },
]

/** The figures over time; what stands in them stands in a table too, for who cannot see them. */
export function TimeCharts({ stats }: { readonly stats: StatsRow }) {
  return (
    <div className={styles.charts}>
      {CHARTS.map((chart) => (
        <Panel key={chart.title} title={chart.title}>
          <TimeChart {...chart} stats={stats} />
        </Panel>
      ))}
    </div>
  )
}
