/** How an agent has done, over all its uses. A use is one subtask; `runs` counts them all. */
export interface AgentMetrics {
  readonly agent_id: string
  readonly runs: number
  readonly successes: number
  readonly failures: number
  /** Ended by something that is not the agent's doing: a person, the policy, the provider, claw itself. */
  readonly excused: number
  /** Working time: without the time in which a person was waited for. */
  readonly total_ms: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly model_calls: number
  /** Model calls whose provider told no usage: their tokens are in no sum. */
  readonly unmetered_calls: number
  /** US dollars of the calls whose price is known. */
  readonly cost_usd: number
  readonly unpriced_calls: number
  readonly tool_calls: number
  readonly tool_failures: number
  /** Of the newest uses that say something about the agent, since it was last restored. */
  readonly recent_successes: number
  readonly recent_failures: number
  readonly degraded_at: number | null
  readonly degraded_reason: string | null
  /** The form of the agent that was found wanting: an edited one starts anew. */
  readonly degraded_digest: string | null
  readonly last_used_at: number | null
}

export type UseOutcome = 'success' | 'failure' | 'excused'

export interface NewAgentUse {
  readonly agent_id: string
  readonly subtask_id: string
  readonly attempt: number
  readonly outcome: UseOutcome
  /** Error code; null for a success. */
  readonly reason: string | null
  readonly ms: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly model_calls: number
  readonly unmetered_calls: number
  readonly known_usd: number
  readonly unpriced_calls: number
  readonly tool_calls: number
  readonly tool_failures: number
}

export interface AgentUse extends Omit<NewAgentUse, 'model_calls' | 'unmetered_calls' | 'known_usd' | 'unpriced_calls'> {
  readonly use_id: number
  readonly run_id: string
  /** US dollars; null as soon as the price of one call is unknown. */
  readonly cost_usd: number | null
  readonly at: number
}
