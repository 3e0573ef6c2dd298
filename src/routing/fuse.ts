import type { RouteParts } from './route-decision.ts'

const WORDS_WEIGHT = 0.8
const COHESION_WEIGHT = 0.5

/**
 * One number from all parts. Vectors tell what is meant and rare words what it is about; an agent whose examples all sound alike is near to much
 * that sounds so, and has to be nearer by as much.
 */
export function fuse({ examples, centroid, words, cohesion, prior }: RouteParts): number {
  return examples + centroid + WORDS_WEIGHT * words - COHESION_WEIGHT * cohesion + prior
}
