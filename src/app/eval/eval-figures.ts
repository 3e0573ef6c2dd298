import type { RunEvent } from '../../protocol/events.ts'
import { RUN_STATUSES, type RunStatus } from '../../protocol/run.ts'
import { totalCost } from '../../view/add-model-use.ts'
import type { EvalFigures, EvalOutcome, EvalSums } from '../../view/eval-rows.ts'
import { reduceRun } from '../../view/reduce-run.ts'
import { resultText } from '../../view/result-text.ts'
import { emptyRunView, type RunView } from '../../view/run-view.ts'

/** What a run came to, from its events. Calls that a fork took over count as its own here: it is about the whole work. */
export function figuresOf(events: readonly RunEvent[]): EvalFigures {
  const view = events.map(asOwn).reduce<RunView>(reduceRun, emptyRunView(events[0]?.run_id ?? ''))
  const tools = events.flatMap((event) => (event.type === 'tool.requested' ? [event.data.tool] : []))
  return {
    status: view.status ?? 'interrupted',
    error: view.error?.message ?? null,
    answer: resultText(view.result),
    tools,
    criteria: Object.fromEntries(
      events.flatMap((event) => (event.type === 'subtask.judged' ? [[criterionOf(event.data), event.data.verdict]] : [])),
    ),
    tool_calls: tools.length,
    model_calls: view.usage.reduce((sum, use) => sum + use.calls, 0),
    tokens: view.usage.reduce((sum, use) => sum + use.input_tokens + use.output_tokens, 0),
    cost_usd: totalCost(view.usage),
    duration_ms: view.duration_ms ?? 0,
  }
}

function asOwn(event: RunEvent): RunEvent {
  return event.type === 'model.finished' ? { ...event, data: { ...event.data, replayed: false } } : event
}

function criterionOf({ criterion }: { readonly criterion: unknown }): string {
  return typeof criterion === 'string' ? criterion : JSON.stringify(criterion)
}

export function sumsOf(rows: readonly EvalFigures[]): EvalSums {
  const sum = (of: (row: EvalFigures) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    tool_calls: sum((row) => row.tool_calls),
    model_calls: sum((row) => row.model_calls),
    tokens: sum((row) => row.tokens),
    cost_usd: rows.some((row) => row.cost_usd === null) ? null : sum((row) => row.cost_usd ?? 0),
    duration_ms: sum((row) => row.duration_ms),
  }
}

/** `worse` wins: one criterion less is no gain for another one more. */
export function judgeChange(then: EvalFigures, now: EvalFigures): { readonly outcome: EvalOutcome; readonly reasons: readonly string[] } {
  const worse = [
    ...(rank(now.status) < rank(then.status)
      ? [`${then.status} then, ${now.status} now${now.error === null ? '' : `: ${now.error}`}`]
      : []),
    ...verdictChanges(then, now, ['met', 'not_met'], 'is not met any more'),
  ]
  if (worse.length > 0) return { outcome: 'worse', reasons: worse }
  const better = [
    ...(rank(now.status) > rank(then.status) ? [`${then.status} then, ${now.status} now`] : []),
    ...verdictChanges(then, now, ['not_met', 'met'], 'is met now'),
  ]
  if (better.length > 0) return { outcome: 'better', reasons: better }
  const same = then.answer === now.answer && JSON.stringify(then.tools) === JSON.stringify(now.tools)
  return { outcome: same ? 'same' : 'changed', reasons: [] }
}

function verdictChanges(then: EvalFigures, now: EvalFigures, [from, to]: readonly [string, string], words: string): string[] {
  return Object.entries(now.criteria).flatMap(([criterion, verdict]) =>
    verdict === to && then.criteria[criterion] === from ? [`'${criterion}' ${words}`] : [],
  )
}

const RANKS: Readonly<Record<RunStatus, number>> = {
  completed: 3,
  partial: 2,
  waiting: 1,
  interrupted: 0,
  failed: 0,
  denied: 0,
  cancelled: 0,
  queued: 0,
  running: 0,
}

function rank(status: RunStatus): number {
  return RUN_STATUSES.includes(status) ? RANKS[status] : 0
}
