import type { RunEvent } from '../../protocol/events.ts'
import type { NewAgentUse } from '../../store/agent-use.ts'

export interface FitnessInput {
  readonly use: NewAgentUse
  /** Those of the subtask. */
  readonly events: readonly RunEvent[]
  /** How long such a use of the agent takes; null while nothing is known. */
  readonly usual_ms: number | null
}

/** 0..1: 0.40 completion, 0.25 tool calls that went well, 0.20 criteria that were met, 0.15 speed. */
export function fitnessOf({ use, events, usual_ms }: FitnessInput): number {
  const completion = Number(use.outcome === 'success')
  const tools = use.tool_calls === 0 ? 1 : 1 - use.tool_failures / use.tool_calls
  const speed = usual_ms === null || use.ms <= usual_ms ? 1 : usual_ms / use.ms
  const fitness = 0.4 * completion + 0.25 * tools + 0.2 * verified(events, completion) + 0.15 * speed
  return Math.round(fitness * 1000) / 1000
}

// Where no criterion was decided the outcome stands for them.
function verified(events: readonly RunEvent[], completion: number): number {
  const verdicts = events.flatMap((event) => (event.type === 'subtask.judged' && event.data.verdict !== 'open' ? [event.data.verdict] : []))
  return verdicts.length === 0 ? completion : verdicts.filter((verdict) => verdict === 'met').length / verdicts.length
}
