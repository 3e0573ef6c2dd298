import type { AgentStore } from '../store/store.ts'

/** What routing needs of the registry: a part of `AgentStore`. */
export type AgentSearch = Pick<AgentStore, 'getAll' | 'nearest' | 'score' | 'words' | 'metricsOf'>

export interface RouteRequest {
  readonly task: string
  /** The agent must hold every one of these. */
  readonly required_tools: readonly string[]
  /** Agents that are not to be taken (they failed at this subtask before). */
  readonly exclude?: readonly string[]
}

/** How a candidate was scored; the numbers stand in the decision event. */
export interface RouteParts {
  /** Half the best vector, half the mean of the second and third: cosines. */
  readonly examples: number
  /** Cosine to the mean of all its vectors. */
  readonly centroid: number
  /** BM25, as a share of the best candidate's. */
  readonly words: number
  /** What its history adds or takes: 0 while it is unproven. */
  readonly prior: number
}

export interface RouteCandidate {
  readonly agent_id: string
  /** Probability that this agent fits the task, 0..1: means the same for every embedder. */
  readonly score: number
  /** What the order goes by: the sum of the weighted parts. */
  readonly fused: number
  readonly parts: RouteParts
  /** Why it may not be taken, in words; null when it may. */
  readonly excluded: string | null
}

export interface RouteDecision {
  readonly action: 'reuse' | 'none'
  readonly agent_id: string | null
  readonly score: number | null
  readonly threshold: number
  readonly reason: string
  /** Best first, those that may not be taken last. */
  readonly candidates: readonly RouteCandidate[]
}
