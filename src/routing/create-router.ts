import type { Embedder } from '../embedding/embedder.ts'
import { queryWords } from '../store/memory/query-words.ts'
import { calibrationFor } from './calibration.ts'
import type { AgentSearch, RouteCandidate, RouteDecision, RouteRequest } from './route-decision.ts'
import { scoreCandidates } from './score-candidates.ts'
import { shortlist } from './shortlist.ts'

export interface Router {
  route(request: RouteRequest): Promise<RouteDecision>
}

export interface RouterOptions {
  readonly embedder: Embedder
  readonly search: AgentSearch
  /** Probability below which nobody is taken. */
  readonly threshold: number
}

/** Finds the agent for a task: vectors and words fused, calibrated to a probability, or nobody when that is too low. */
export function createRouter({ embedder, search, threshold }: RouterOptions): Router {
  const calibration = calibrationFor(embedder.model)

  async function route(request: RouteRequest): Promise<RouteDecision> {
    const candidates = await find(request)
    const [best, second] = candidates.filter((item) => item.excluded === null && item.score >= threshold)
    if (best === undefined) return { ...nobody(candidates, threshold), threshold, candidates }
    return { action: 'reuse', agent_id: best.agent_id, score: best.score, threshold, reason: why(best, second), candidates }
  }

  async function find(request: RouteRequest): Promise<RouteCandidate[]> {
    const [vector = new Float32Array(embedder.dim)] = await embedder.embed([request.task])
    const listed = shortlist(search, { vector, words: queryWords(request.task), model: embedder.model }, request)
    return scoreCandidates(search, { vector, model: embedder.model, calibration }, listed)
  }

  return { route }
}

function why(best: RouteCandidate, second: RouteCandidate | undefined): string {
  const lead = second === undefined ? 'no other agent fits' : `next is ${second.agent_id} with ${second.score.toFixed(2)}`
  return `${best.agent_id} fits with probability ${best.score.toFixed(2)}; ${lead}`
}

function nobody(candidates: readonly RouteCandidate[], threshold: number): Pick<RouteDecision, 'action' | 'agent_id' | 'score' | 'reason'> {
  const best = candidates.find((item) => item.excluded === null)
  const barred = candidates.find((item) => item.excluded !== null && item.score >= threshold)
  const nearest =
    best === undefined
      ? 'no agent may be taken'
      : `the nearest, ${best.agent_id}, fits with probability ${best.score.toFixed(2)} only (threshold ${threshold})`
  const other = barred === undefined ? '' : `; ${barred.agent_id} would fit (${barred.score.toFixed(2)}) but ${barred.excluded ?? ''}`
  return { action: 'none', agent_id: null, score: best?.score ?? null, reason: `${nearest}${other}` }
}
