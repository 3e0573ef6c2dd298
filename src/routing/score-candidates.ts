import type { AgentMetrics } from '../store/records.ts'
import type { AgentHit } from '../store/store.ts'
import { type Calibration, probability } from './calibration.ts'
import type { AgentSearch, RouteCandidate, RouteParts } from './route-decision.ts'
import type { Shortlist } from './shortlist.ts'

const WORDS_WEIGHT = 0.25
const PRIOR_WEIGHT = 0.5
// An agent begins as if 4 of 5 runs had succeeded, so a first failure or success says little.
const PRIOR_RUNS = 5
const PRIOR_RATE = 0.8
const DEGRADED = -0.3

export interface ScoredQuery {
  readonly vector: Float32Array
  readonly model: string
  readonly calibration: Calibration
}

/** Every agent of the shortlist with the parts of its score: best first, those that may not be taken last. */
export function scoreCandidates(search: AgentSearch, query: ScoredQuery, listed: Shortlist): RouteCandidate[] {
  const ids = listed.agents.map(({ agent }) => agent.agent_id)
  const hits = byAgent(search.score(query.vector, ids, query.model))
  const metrics = search.metricsOf(ids)
  const bestWords = Math.max(0, ...ids.map((id) => listed.bm25.get(id) ?? 0))
  const among = listed.agents.filter(({ excluded }) => excluded === null).length
  return listed.agents
    .map(({ agent, excluded }) => {
      const words = bestWords > 0 ? (listed.bm25.get(agent.agent_id) ?? 0) / bestWords : 0
      const prior = priorOf(metrics.get(agent.agent_id)) + (agent.status === 'degraded' ? DEGRADED : 0)
      return candidate(agent.agent_id, { ...vectorParts(hits.get(agent.agent_id) ?? []), words, prior }, excluded, (similarity) =>
        probability(similarity, query.calibration, among),
      )
    })
    .sort((a, b) => Number(a.excluded !== null) - Number(b.excluded !== null) || b.fused - a.fused || compare(a.agent_id, b.agent_id))
}

function byAgent(hits: readonly AgentHit[]): Map<string, AgentHit[]> {
  const groups = new Map<string, AgentHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.agent_id)
    if (group) group.push(hit)
    else groups.set(hit.agent_id, [hit])
  }
  return groups
}

function candidate(agent_id: string, parts: RouteParts, excluded: string | null, chance: (similarity: number) => number): RouteCandidate {
  const similarity = parts.examples + parts.centroid
  const fused = similarity + WORDS_WEIGHT * parts.words + parts.prior
  return { agent_id, score: chance(similarity + parts.prior), fused, parts, excluded }
}

function vectorParts(hits: readonly AgentHit[]): Pick<RouteParts, 'examples' | 'centroid'> {
  const cosines = hits.filter((hit) => hit.kind !== 'centroid').map((hit) => hit.cosine)
  const [best = 0, second = best, third = second] = cosines.sort((a, b) => b - a)
  const centroid = hits.find((hit) => hit.kind === 'centroid')?.cosine ?? 0
  return { examples: best / 2 + (second + third) / 4, centroid }
}

function priorOf({ successes, runs }: Pick<AgentMetrics, 'successes' | 'runs'> = { successes: 0, runs: 0 }): number {
  const rate = (successes + PRIOR_RATE * PRIOR_RUNS) / (runs + PRIOR_RUNS)
  return PRIOR_WEIGHT * (rate - PRIOR_RATE)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
