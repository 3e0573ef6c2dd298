import type { AgentStore } from '../store/store.ts'

/** What routing needs of the registry: a part of `AgentStore`. */
export type AgentSearch = Pick<AgentStore, 'getAll' | 'nearest' | 'match' | 'words' | 'size' | 'metricsOf'>

export interface RouteRequest {
  readonly task: string
  /** The agent must hold every one of these. */
  readonly required_tools: readonly string[]
  /** Agents that are not to be taken (they failed at this subtask before). */
  readonly exclude?: readonly string[]
}

/** How a candidate was scored; what they add up to is `fused`. The numbers stand in the decision event. */
export interface RouteParts {
  /** Half the best vector, half the mean of the second and third: cosines. */
  readonly examples: number
  /** Cosine to the mean of all its vectors. */
  readonly centroid: number
  /** How many of the task's telling words it holds, the rarer the more: 0 to 1 of the weight of words. */
  readonly words: number
  /** How alike its own vectors are (mean cosine): who is alike in everything has to be nearer. */
  readonly cohesion: number
  /** What its history adds or takes: 0 while it is unproven. */
  readonly prior: number
}

export interface RouteCandidate {
  readonly agent_id: string
  /** Probability that this agent fits the task, 0..1: means the same for every embedder. */
  readonly score: number
  /** What the order goes by and the probability is made of: the weighted sum of the parts. */
  readonly fused: number
  /** Its text that is nearest to the task: an example, a task done well or its description. */
  readonly closest: string | null
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
