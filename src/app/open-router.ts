import { createRouter, type Router } from '../routing/create-router.ts'
import type { AgentSearch } from '../routing/route-decision.ts'
import type { Services } from './open-services.ts'

/** The router of runs, and of everything that says how a run would route. It waits until every agent has its vectors. */
export function openRouter({ config, store, embedder, catalog }: Services, search: AgentSearch = store.agents): Router {
  const { route } = createRouter({ embedder, search, threshold: config.lowConfidenceThreshold })
  return {
    route: async (request) => {
      await catalog.index.ready()
      return route(request)
    },
  }
}
