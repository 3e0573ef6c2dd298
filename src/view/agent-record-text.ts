import type { AgentMetricsRow, AgentUseRow } from './agent-record-rows.ts'
import { formatAge, formatCost, formatDuration, plural } from './format.ts'

/** Label and text of each line about how an agent has done. */
export function agentRecordLines(
  metrics: AgentMetricsRow | null,
  recent: readonly AgentUseRow[],
  now: number,
): readonly (readonly [string, string])[] {
  if (metrics === null) return [['record', 'not used yet']]
  return [
    ['record', recordText(metrics, now)],
    ['takes', latencyText(metrics)],
    ['spends', spendText(metrics)],
    ['calls', `${plural(metrics.tool_calls, 'tool call')}, ${metrics.tool_failures} failed`],
    ...recent.map((use, index): readonly [string, string] => [index === 0 ? 'recent' : '', useText(use, now)]),
  ]
}

/** `12 runs, 83%`. */
export function runsText(metrics: AgentMetricsRow | null): string {
  if (metrics === null) return '-'
  const rate = metrics.success_rate
  return rate === null ? plural(metrics.runs, 'run') : `${plural(metrics.runs, 'run')}, ${Math.round(100 * rate)}%`
}

function recordText(metrics: AgentMetricsRow, now: number): string {
  const { successes, failures, excused, last_used_at } = metrics
  const parts = [`${successes} well`, `${failures} failed`, ...(excused > 0 ? [`${excused} not its doing`] : [])]
  const last = last_used_at === null ? '' : `, last ${formatAge(last_used_at, now)}`
  return `${runsText(metrics)}: ${parts.join(', ')}${last}`
}

function latencyText({ p50_ms, p95_ms, runs, total_ms }: AgentMetricsRow): string {
  const mean = `mean of all ${formatDuration(total_ms / runs)}`
  return p50_ms === null || p95_ms === null ? mean : `p50 ${formatDuration(p50_ms)}, p95 ${formatDuration(p95_ms)} of the last 50; ${mean}`
}

function spendText({
  input_tokens,
  output_tokens,
  model_calls,
  unmetered_calls,
  unpriced_calls,
  cost_usd,
  known_cost_usd,
}: AgentMetricsRow): string {
  const tokens = `${input_tokens} tokens in, ${output_tokens} out${unmetered_calls > 0 ? `, unknown for ${plural(unmetered_calls, 'call')}` : ''}`
  const known = known_cost_usd > 0 ? ` (${formatCost(known_cost_usd)} is known)` : ''
  const unknown = `cost unknown for ${plural(unpriced_calls, 'call')}${known}`
  return `${plural(model_calls, 'model call')}, ${tokens}, ${cost_usd === null ? unknown : formatCost(cost_usd)}`
}

function useText({ outcome, reason, ms, run_id, ended_at }: AgentUseRow, now: number): string {
  const why = reason === null ? '' : ` (${reason})`
  return `${outcome}${why}, ${formatDuration(ms)}, ${formatAge(ended_at, now)}, run ${run_id}`
}
