import { createRun } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { detachRun } from './detach-run.ts'
import type { DetachedFunctions, DetachedRun } from './detached-port.ts'

export function detachedFunctions(services: Services): DetachedFunctions {
  const { catalog } = services
  return {
    startDetached: async (options, how = {}) => {
      await catalog.fresh()
      const { run_id } = createRun(services, options)
      return toRun(run_id, detachRun(services, run_id, { ...how, flags: options.flags ?? [] }))
    },
    resumeDetached: async (...request) => {
      await catalog.fresh()
      return (await import('./resume-detached.ts')).resumeDetached(services, ...request)
    },
    forkDetached: async (run_id, request, how = {}) => {
      await catalog.fresh()
      const { createFork } = await import('../fork/create-fork.ts')
      const fork = createFork(services, run_id, request)
      return toRun(fork.run_id, detachRun(services, fork.run_id, { ...how, flags: [] }))
    },
  }
}

async function toRun(run_id: string, started: ReturnType<typeof detachRun>): Promise<DetachedRun> {
  return { run_id, pid: (await started).pid }
}
