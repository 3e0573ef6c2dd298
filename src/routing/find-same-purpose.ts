import type { RouteDecision, RouteRequest } from './route-decision.ts'

export interface Purpose {
  readonly description: string
  readonly examples: readonly string[]
  readonly tools: readonly string[]
}

export interface SamePurpose {
  readonly agent_id: string
  /** Mean probability over description and examples, 0..1. */
  readonly score: number
  /** How many of them it would be given, of how many. */
  readonly given: number
  readonly of: number
}

// More than half: an agent that shares some work with another is still another one.
const SHARE = 0.6

/**
 * The agent that does already what a new one is proposed for: it holds the tools, and the router would give it most of what the new one is described by.
 */
export async function findSamePurpose(
  route: (request: RouteRequest) => Promise<RouteDecision>,
  { description, examples, tools }: Purpose,
): Promise<SamePurpose | undefined> {
  const texts = [description, ...examples]
  const sums = new Map<string, { score: number; given: number }>()
  for (const task of texts) {
    const { candidates, threshold } = await route({ task, required_tools: tools })
    for (const candidate of candidates.filter((item) => item.excluded === null)) {
      const sum = sums.get(candidate.agent_id) ?? { score: 0, given: 0 }
      const given = candidate.score >= threshold ? 1 : 0
      sums.set(candidate.agent_id, { score: sum.score + candidate.score, given: sum.given + given })
    }
  }
  const [best] = [...sums].sort(([, a], [, b]) => b.given - a.given || b.score - a.score)
  if (best === undefined || best[1].given < SHARE * texts.length) return undefined
  return { agent_id: best[0], score: best[1].score / texts.length, given: best[1].given, of: texts.length }
}
