import type { Embedder } from '../embedding/embedder.ts'
import { queryWords } from '../store/memory/query-words.ts'
import { calibrationFor } from './calibration.ts'
import type { AgentSearch, Rerank, RouteCandidate, RouteDecision, RouteRequest } from './route-decision.ts'
import { scoreCandidates } from './score-candidates.ts'
import { shortlist } from './shortlist.ts'

/** Fused scores closer than this are a question for the model, where there is one. */
const CLOSE = 0.08

export interface Router {
  route(request: RouteRequest): Promise<RouteDecision>
}

export interface RouterOptions {
  readonly embedder: Embedder
  readonly search: AgentSearch
  /** Probability below which nobody is taken. */
  readonly threshold: number
  readonly rerank?: Rerank
}

/** Finds the agent for a task: vectors and words fused, calibrated to a probability, or nobody when that is too low. */
export function createRouter({ embedder, search, threshold, rerank }: RouterOptions): Router {
  const calibration = calibrationFor(embedder.model)

  async function route(request: RouteRequest): Promise<RouteDecision> {
    const candidates = await find(request)
    const fitting = candidates.filter((item) => item.excluded === null && item.score >= threshold)
    const [best, second] = fitting
    if (best === undefined) return { ...nobody(candidates, threshold), threshold, candidates, reranked: false }
    if (second === undefined || best.fused - second.fused >= CLOSE || rerank === undefined) {
      return chosen(best, why(best, second), false, candidates)
    }
    return rerankClose(request, fitting, candidates, rerank)
  }

  async function find(request: RouteRequest): Promise<RouteCandidate[]> {
    const [vector = new Float32Array(embedder.dim)] = await embedder.embed([request.task])
    const listed = shortlist(search, { vector, words: queryWords(request.task), model: embedder.model }, request)
    return scoreCandidates(search, { vector, model: embedder.model, calibration }, listed)
  }

  async function rerankClose(
    request: RouteRequest,
    fitting: readonly RouteCandidate[],
    candidates: readonly RouteCandidate[],
    ask: Rerank,
  ): Promise<RouteDecision> {
    const [best, second] = fitting as readonly [RouteCandidate, RouteCandidate]
    const close = fitting.filter((item) => best.fused - item.fused < CLOSE)
    // A model that fails or names somebody else must not stop a run that has a good candidate already.
    const named = await ask({
      task: request.task,
      candidates: close.map(({ agent_id }) => ({ agent_id, description: search.get(agent_id)?.description ?? '' })),
    }).catch(() => undefined)
    const picked = close.find((item) => item.agent_id === named)
    if (picked === undefined)
      return chosen(best, `${why(best, second)}; the model could not decide between the close ones`, true, candidates)
    return chosen(
      picked,
      `the model chose it among ${close.length} close candidates (${close.map((item) => item.agent_id).join(', ')})`,
      true,
      candidates,
    )
  }

  function chosen(pick: RouteCandidate, reason: string, reranked: boolean, candidates: readonly RouteCandidate[]): RouteDecision {
    return { action: 'reuse', agent_id: pick.agent_id, score: pick.score, threshold, reason, candidates, reranked }
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
