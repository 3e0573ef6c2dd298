import type { JsonObject } from '../kernel/json.ts'

/** Who would be given a task, and why. */
export interface AgentWhy {
  readonly task: string
  readonly embedder: string
  readonly threshold: number
  readonly required_tools: readonly string[]
  readonly action: 'reuse' | 'none'
  readonly agent_id: string | null
  /** Probability of the best one that may be taken, 0..1; null when there is none. */
  readonly score: number | null
  readonly reason: string
  /** Those that fit about as well as the best, the best among them: with a model, it is asked which. */
  readonly close: readonly string[]
  /** How many agents there are. */
  readonly agents: number
  /** Best first, those that may not be taken last. */
  readonly candidates: readonly CandidateWhy[]
  readonly run: RunWhy
}

export interface CandidateWhy {
  readonly agent_id: string
  readonly name: string
  readonly description: string
  /** Calibrated, 0..1. */
  readonly score: number
  /** The weighted sum that the order goes by. */
  readonly fused: number
  readonly parts: Readonly<Record<string, number>>
  /** Its text that is nearest to the task. */
  readonly closest: string | null
  /** Why it may not be taken; null when it may. */
  readonly excluded: string | null
}

/** What a run of this task would do about it here and now. */
export interface RunWhy {
  readonly engine: 'rules' | 'model'
  readonly reason: string
  /** What recipes read in the task, each part with who would be given it; empty when none reads it. */
  readonly parts: readonly RunPartWhy[]
  /** What the rules could do instead, phrased as a person would type it; empty unless a run would refuse the task. */
  readonly suggestions: readonly string[]
}

export interface RunPartWhy {
  readonly task: string
  readonly recipe_id: string | null
  readonly required_tools: readonly string[]
  /** null: a new agent would be proposed. */
  readonly agent_id: string | null
  readonly reason: string
}

/** Which skills a task would bring, and why. */
export interface SkillWhy {
  readonly task: string
  /** What the similarity of skills is measured with; recipes are always read with the static one. */
  readonly embedder: string
  readonly required_tools: readonly string[]
  /** Which skills it brings, in a sentence. */
  readonly reason: string
  /** Who would be given the task as a whole; null: a new agent would be proposed. */
  readonly agent_id: string | null
  readonly run: RunWhy
  /** Those that are brought first, then nearest first. */
  readonly skills: readonly SkillChoiceWhy[]
  /** How recipes read the task: those that do first. */
  readonly recipes: readonly RecipeWhy[]
}

export interface SkillChoiceWhy {
  readonly skill_id: string
  readonly description: string
  /** Cosine of its description to the task. */
  readonly similarity: number
  readonly brought: boolean
  /** How it comes: by a recipe, with the agent, for a new agent; or why it does not. */
  readonly reason: string
  readonly tools: readonly string[]
}

export interface RecipeWhy {
  readonly recipe_id: string
  readonly skill_id: string | null
  readonly description: string
  /** The part of the task. */
  readonly clause: string
  readonly reads: boolean
  /** Cosine of the part to the recipe's nearest example. */
  readonly similarity: number
  readonly slots: JsonObject
  readonly reason: string
}
