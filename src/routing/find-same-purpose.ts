import type { RouteDecision, RouteRequest } from './route-decision.ts'

export interface Purpose {
  /** What the new one is to be called; what it is compared by is the rest. */
  readonly name?: string
  readonly description: string
  readonly examples: readonly string[]
  readonly tools: readonly string[]
  /** Ids of agents that bear the same name. */
  readonly namesakes?: readonly string[]
}

export interface SamePurpose {
  readonly agent_id: string
  /** Mean probability over what it would be given, 0..1. */
  readonly score: number
  /** How many of description and examples it would be given, of how many. */
  readonly given: number
  readonly of: number
}

// An agent that shares some work with another is still another one.
const SHARE = 0.6

/**
 * The agent that does already what a new one is proposed for: it holds the tools, and the router would give it most of what the new one is described
 * by; of one that bears the same name, the description is enough.
 */
export async function findSamePurpose(
  route: (request: RouteRequest) => Promise<RouteDecision>,
  { description, examples, tools, namesakes = [] }: Purpose,
): Promise<SamePurpose | undefined> {
  const texts = [description, ...examples]
  const taken = new Map<string, number[]>()
  let described: string | null = null
  for (const task of texts) {
    const { agent_id, score } = await route({ task, required_tools: tools })
    if (task === description) described = agent_id
    if (agent_id !== null) taken.set(agent_id, [...(taken.get(agent_id) ?? []), score ?? 0])
  }
  const isNamesake = (agent_id: string): boolean => agent_id === described && namesakes.includes(agent_id)
  const [best] = [...taken]
    .map(([agent_id, scores]): SamePurpose => ({ agent_id, score: mean(scores), given: scores.length, of: texts.length }))
    .filter(({ agent_id, given }) => given >= SHARE * texts.length || isNamesake(agent_id))
    .sort((a, b) => b.given - a.given || b.score - a.score)
  return best
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
