import type { RunEvent } from '../../protocol/events.ts'
import type { NewAgentUse } from '../../store/agent-use.ts'
import { isRefusal } from './judge-use.ts'

export type UseFigures = Omit<NewAgentUse, 'agent_id' | 'subtask_id' | 'attempt' | 'outcome' | 'reason' | 'ms'>

/** What a use took, from its events: what was not told is counted as unknown, never as 0. */
export function figuresOf(mine: readonly RunEvent[]): UseFigures {
  const models = mine.flatMap((event) => (event.type === 'model.finished' && !event.data.replayed ? [event.data] : []))
  const answered = models.filter((call) => call.ok)
  const tools = mine.flatMap((event) => (event.type === 'tool.finished' && !event.data.replayed ? [event.data] : []))
  return {
    input_tokens: sum(models.map((call) => call.usage?.input_tokens)),
    output_tokens: sum(models.map((call) => call.usage?.output_tokens)),
    model_calls: models.length,
    unmetered_calls: answered.filter((call) => call.usage === null).length,
    known_usd: sum(answered.map((call) => call.cost_usd)),
    unpriced_calls: answered.filter((call) => call.cost_usd === null).length,
    tool_calls: tools.length,
    tool_failures: tools.filter((call) => !call.ok && !isRefusal(call.error?.code ?? '')).length,
  }
}

function sum(values: readonly (number | null | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0)
}
