import type { AgentMetrics } from '../store/agent-use.ts'
import type { AgentMatch } from '../store/store.ts'
import { type Calibration, probability } from './calibration.ts'
import { fuse } from './fuse.ts'
import type { AgentSearch, RouteCandidate, RouteParts } from './route-decision.ts'
import { BY_VECTOR, type ListedAgent, type Shortlist } from './shortlist.ts'

const PRIOR_WEIGHT = 0.5
// An agent begins as if 4 of 5 runs had succeeded, so a first failure or success says little.
const PRIOR_RUNS = 5
const PRIOR_RATE = 0.8
const DEGRADED = -0.3

// A word that stands in few texts weighs up to k1 + 1 = 2.2 times the logarithm of how rare it is.
const PER_RARE_WORD = 2.2
/** So many rare words count for 63 % of what words can count. */
const ENOUGH_WORDS = 2.5

// What is assumed of an agent's cohesion before its own vectors say more than 20 pairs do.
const USUAL_COHESION = 0.45
const USUAL_PAIRS = 20

export interface ScoredQuery {
  readonly vector: Float32Array
  readonly model: string
  readonly calibration: Calibration
}

/** Every agent of the shortlist with the parts of its score: best first, those that may not be taken last. */
export function scoreCandidates(search: AgentSearch, query: ScoredQuery, listed: Shortlist): RouteCandidate[] {
  const ids = listed.agents.map(({ agent }) => agent.agent_id)
  const matches = new Map(search.match(query.vector, ids, query.model).map((match) => [match.agent_id, match]))
  const metrics = search.metricsOf(ids)
  const known = search.size()
  const rareWord = PER_RARE_WORD * Math.log(1 + Math.max(1, known))
  const taken = listed.agents.filter(({ excluded }) => excluded === null).length
  // A full list stands for all that there are.
  const among = taken < BY_VECTOR ? taken : known
  return listed.agents
    .map((item) => {
      const { agent_id } = item.agent
      const words = 1 - Math.exp(-(listed.bm25.get(agent_id) ?? 0) / rareWord / ENOUGH_WORDS)
      const parts = { ...vectorParts(matches.get(agent_id)), words, prior: priorOf(item, metrics.get(agent_id)) }
      const fused = fuse(parts)
      const closest = matches.get(agent_id)?.closest ?? null
      return { agent_id, score: probability(fused, query.calibration, among), fused, closest, parts, excluded: item.excluded }
    })
    .sort((a, b) => Number(a.excluded !== null) - Number(b.excluded !== null) || b.fused - a.fused || compare(a.agent_id, b.agent_id))
}

function vectorParts(match: AgentMatch | undefined): Pick<RouteParts, 'examples' | 'centroid' | 'cohesion'> {
  const { centroid, cohesion, cosines } = match ?? { centroid: 0, cohesion: null, cosines: [] }
  return { examples: bestThree(cosines), centroid, cohesion: steadied(cohesion, cosines.length) }
}

function bestThree(cosines: readonly number[]): number {
  const [best = 0, second = best, third = second] = cosines
  return best / 2 + (second + third) / 4
}

function steadied(cohesion: number | null, vectors: number): number {
  const pairs = (vectors * (vectors - 1)) / 2
  return ((cohesion ?? 0) * pairs + USUAL_COHESION * USUAL_PAIRS) / (pairs + USUAL_PAIRS)
}

/** Only the newest uses count, and only those that were the agent's own doing. */
function priorOf({ agent }: ListedAgent, metrics: AgentMetrics | undefined): number {
  const { recent_successes: successes, recent_failures: failures } = metrics ?? { recent_successes: 0, recent_failures: 0 }
  const rate = (successes + PRIOR_RATE * PRIOR_RUNS) / (successes + failures + PRIOR_RUNS)
  return PRIOR_WEIGHT * (rate - PRIOR_RATE) + (agent.status === 'degraded' ? DEGRADED : 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
