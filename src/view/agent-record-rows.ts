/** How an agent has done; a use is one subtask. */
export interface AgentMetricsRow {
  readonly runs: number
  readonly successes: number
  readonly failures: number
  /** Ended by a person, the policy, the provider or claw itself: not the agent's doing. */
  readonly excused: number
  /** 0..1 of the others; null when there are none. */
  readonly success_rate: number | null
  readonly total_ms: number
  /** Of the newest uses; null when none of them says anything. */
  readonly p50_ms: number | null
  readonly p95_ms: number | null
  readonly input_tokens: number
  readonly output_tokens: number
  readonly model_calls: number
  /** Model calls whose tokens are not known. */
  readonly unmetered_calls: number
  /** US dollars; null when the price of a call is unknown. */
  readonly cost_usd: number | null
  readonly known_cost_usd: number
  readonly unpriced_calls: number
  readonly tool_calls: number
  readonly tool_failures: number
  readonly recent_successes: number
  readonly recent_failures: number
  readonly degraded_at: number | null
  readonly degraded_reason: string | null
  readonly last_used_at: number | null
}

/** One use of an agent. */
export interface AgentUseRow {
  readonly run_id: string
  readonly subtask_id: string
  readonly attempt: number
  readonly outcome: 'success' | 'failure' | 'excused'
  /** Error code; null for a success. */
  readonly reason: string | null
  readonly ms: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cost_usd: number | null
  readonly tool_calls: number
  readonly tool_failures: number
  readonly ended_at: number
}
