import type { RouteCandidate, RouteDecision } from '../routing/route-decision.ts'

// Where the best two are further apart than this, the best is right in 93 of 100 tasks; nearer, in every second one (banking77, even tasks).
const CLOSE = 0.1
const MOST = 4

/** Those that fit about as well as the best, the best among them; nobody when none fits. */
export function closeToBest({ action, candidates, threshold }: RouteDecision): RouteCandidate[] {
  const fitting = candidates.filter((candidate) => candidate.excluded === null && candidate.score >= threshold)
  const best = fitting[0]
  return action === 'reuse' && best !== undefined ? fitting.filter(({ fused }) => best.fused - fused < CLOSE).slice(0, MOST) : []
}
