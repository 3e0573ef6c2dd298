import { expect, it } from 'vitest'
import { closeToBest } from '../../src/coordinator/close-to-best.ts'
import type { RouteCandidate, RouteDecision } from '../../src/routing/route-decision.ts'

const parts = { examples: 0, centroid: 0, words: 0, cohesion: 0, prior: 0 }
const candidate = (agent_id: string, fused: number, score: number, excluded: string | null = null): RouteCandidate => ({
  agent_id,
  fused,
  score,
  excluded,
  closest: null,
  parts,
})
const decision = (candidates: RouteCandidate[], action: RouteDecision['action'] = 'reuse'): RouteDecision => ({
  action,
  agent_id: candidates[0]?.agent_id ?? null,
  score: candidates[0]?.score ?? null,
  threshold: 0.62,
  reason: '',
  candidates,
})

it('names those that fit about as well as the best', () => {
  const candidates = [
    candidate('a', 1.2, 0.9),
    candidate('b', 1.15, 0.88),
    candidate('c', 1.05, 0.7),
    candidate('d', 1.19, 0.9, 'disabled'),
  ]
  expect(closeToBest(decision(candidates)).map((item) => item.agent_id)).toEqual(['a', 'b'])
  expect(closeToBest(decision([candidate('a', 0.6, 0.5), candidate('b', 0.6, 0.5)], 'none'))).toEqual([])
})
