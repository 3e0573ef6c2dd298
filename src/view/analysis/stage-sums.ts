import type { EventData, RunEvent } from '../../protocol/events.ts'
import { RUN_STAGES, type RunStage } from '../stats/run-stage.ts'

/** What a stage came to so far; added to in place while the events are read. */
export interface StageSum {
  started_at: number | null
  ended_at: number | null
  duration_ms: number
  model_calls: number
  tool_calls: number
  input_tokens: number
  output_tokens: number
  cost_usd: number | null
  artifacts: number
  retries: number
}

export type StageSums = Readonly<Record<RunStage, StageSum>>

export function emptySums(): StageSums {
  return Object.fromEntries(RUN_STAGES.map((stage) => [stage, emptySum()])) as unknown as StageSums
}

function emptySum(): StageSum {
  const counts = { model_calls: 0, tool_calls: 0, input_tokens: 0, output_tokens: 0, cost_usd: 0, artifacts: 0, retries: 0 }
  return { started_at: null, ended_at: null, duration_ms: 0, ...counts }
}

export function addToSum(sum: StageSum, event: RunEvent): void {
  switch (event.type) {
    case 'model.finished':
      if (!event.data.replayed) addModelCall(sum, event.data)
      return
    case 'tool.finished':
      if (!event.data.replayed) sum.tool_calls += 1
      return
    case 'subtask.succeeded':
      sum.artifacts += event.data.artifacts.length
      return
    case 'subtask.failed':
      if (!event.data.final) sum.retries += 1
      return
    case 'capsule.exited':
      sum.retries += event.data.restarts
      return
    case 'plan.rejected':
    case 'plan.revised':
    case 'model.retried':
      sum.retries += 1
      return
    default:
      return
  }
}

// A call that failed costs nothing that is known of, unless its tokens were told.
function addModelCall(sum: StageSum, { usage, cost_usd, ok }: EventData<'model.finished'>): void {
  sum.model_calls += 1
  sum.input_tokens += usage?.input_tokens ?? 0
  sum.output_tokens += usage?.output_tokens ?? 0
  const isUnpriced = cost_usd === null && (ok || usage !== null)
  sum.cost_usd = sum.cost_usd === null || isUnpriced ? null : sum.cost_usd + (cost_usd ?? 0)
}
