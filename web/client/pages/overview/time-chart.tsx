import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { StatsFigures, StatsRow } from '../../../../src/view/stats/stats-rows.ts'
import { momentText } from './moment-text.ts'
import styles from './time-chart.module.css'

export interface Series {
  readonly name: string
  readonly colour: string
  readonly value: (figures: StatsFigures) => number | null
}

interface TimeChartProps {
  readonly title: string
  readonly series: readonly Series[]
  readonly as: 'bars' | 'lines'
  readonly format: (value: number) => string
  readonly stats: StatsRow
}

/** One figure over time, drawn for the eye, and as a table for who listens. */
export function TimeChart({ title, series, as, format, stats }: TimeChartProps) {
  const rows = stats.buckets.map((piece) => ({
    at: piece.at,
    ...Object.fromEntries(series.map(({ name, value }) => [name, value(piece)])),
  }))
  const isEmpty = stats.buckets.every((piece) => series.every(({ value }) => (value(piece) ?? 0) === 0))
  if (isEmpty) return <p className={styles.empty}>Nothing in this range.</p>
  const label = (at: unknown): string => momentText(Number(at), stats.bucket_ms)
  return (
    <>
      <div className={styles.chart} aria-hidden="true">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={rows} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="at" tickFormatter={label} minTickGap={32} tickLine={false} stroke="var(--muted)" fontSize={12} />
            <YAxis
              width={56}
              tickFormatter={(value) => format(Number(value))}
              tickLine={false}
              axisLine={false}
              stroke="var(--muted)"
              fontSize={12}
            />
            <Tooltip
              labelFormatter={label}
              formatter={(value) => format(Number(value))}
              contentStyle={{ background: 'var(--raised)', border: '1px solid var(--line-strong)', borderRadius: 'var(--radius)' }}
              itemStyle={{ color: 'var(--fg)' }}
              cursor={{ fill: 'var(--hover)' }}
              isAnimationActive={false}
            />
            {series.length > 1 && (
              <Legend
                itemSorter={null}
                iconType="circle"
                iconSize={8}
                formatter={(name) => <span className={styles.legend}>{name}</span>}
              />
            )}
            {series.map(({ name, colour }) =>
              as === 'bars' ? (
                <Bar key={name} dataKey={name} stackId="all" fill={colour} isAnimationActive={false} />
              ) : (
                <Line key={name} dataKey={name} stroke={colour} strokeWidth={2} dot={{ r: 2 }} connectNulls isAnimationActive={false} />
              ),
            )}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <ChartTable title={title} series={series} format={format} stats={stats} />
    </>
  )
}

function ChartTable({ title, series, format, stats }: Omit<TimeChartProps, 'as'>) {
  const pieces = stats.buckets.filter((piece) => series.some(({ value }) => (value(piece) ?? 0) !== 0))
  return (
    <div className="visually-hidden">
      <table>
        <caption>{title} over time</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pieces.map((piece) => (
            <tr key={piece.at}>
              <th scope="row">{momentText(piece.at, stats.bucket_ms)}</th>
              {series.map(({ name, value }) => (
                <td key={name}>{cellText(value(piece), format)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function cellText(value: number | null, format: (value: number) => string): string {
  return value === null ? '' : format(value)
}
