import type { RouteDecision } from '../routing/route-decision.ts'

export interface AgentWish {
  readonly required_tools: readonly string[]
  /** The recipe that carries the work out; undefined without one. */
  readonly recipe_id: string | undefined
  readonly fits: (agent_id: string) => boolean
}

export interface ChosenAgent {
  readonly action: 'reuse' | 'recipe'
  readonly agent_id: string
  readonly score: number
  readonly reason: string
}

// A recipe was matched surely and says which tools it needs: the best holder of those tools carries it out, however near its description is.
/** Who is given the work; undefined: nobody. */
export function chooseAgent(decision: RouteDecision, { required_tools, recipe_id, fits }: AgentWish): ChosenAgent | undefined {
  const best = decision.candidates.find(
    (item) => item.excluded === null && fits(item.agent_id) && (recipe_id !== undefined || item.score >= decision.threshold),
  )
  if (best === undefined) return undefined
  const { agent_id, score } = best
  if (recipe_id === undefined || agent_id === decision.agent_id) return { action: 'reuse', agent_id, score, reason: decision.reason }
  const tools = required_tools.join(', ') || 'no tool'
  return { action: 'recipe', agent_id, score, reason: `the recipe ${recipe_id} needs ${tools}; ${agent_id} is the best holder` }
}
