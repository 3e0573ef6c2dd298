import { createRouter, type Router } from '../routing/create-router.ts'
import type { AgentSearch } from '../routing/route-decision.ts'
import type { Services } from './open-services.ts'

/** The router of runs, and of everything that says how a run would route. */
export function openRouter({ config, store, embedder }: Services, search: AgentSearch = store.agents): Router {
  return createRouter({ embedder, search, threshold: config.lowConfidenceThreshold })
}
