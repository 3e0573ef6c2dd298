import { configWithFlags } from '../../config/config-with-flags.ts'
import { ownerIsAlive } from '../../store/owner.ts'
import type { RunRecord } from '../../store/records.ts'
import { createRun } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { detachRun } from './detach-run.ts'
import type { DetachedFunctions, DetachedRun } from './detached-port.ts'

export function detachedFunctions(services: Services): DetachedFunctions {
  const { catalog } = services
  return {
    startDetached: async (options, how = {}) => {
      await catalog.fresh()
      const run = createRun({ ...services, config: configWithFlags(services.config, options.flags) }, options)
      return giveToProcess(services, run, { ...how, flags: options.flags ?? [] })
    },
    resumeDetached: async (...request) => {
      await catalog.fresh()
      return (await import('./resume-detached.ts')).resumeDetached(services, ...request)
    },
    forkDetached: async (run_id, request, how = {}) => {
      await catalog.fresh()
      const { createFork } = await import('../fork/create-fork.ts')
      return giveToProcess(services, createFork(services, run_id, request), { ...how, flags: [] })
    },
  }
}

// A run that an idempotency key found may have been taken long ago. Where two processes start for one after a crash, the lease lets one of them work.
async function giveToProcess(services: Services, run: RunRecord, how: Parameters<typeof detachRun>[2]): Promise<DetachedRun> {
  const { run_id, owner, status } = run
  const isHeld = owner !== null && ownerIsAlive(owner)
  if (status !== 'queued' || isHeld) return { run_id, pid: isHeld ? owner.pid : null }
  return { run_id, pid: (await detachRun(services, run_id, how)).pid }
}
