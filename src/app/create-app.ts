import type { Config } from '../config/config.ts'
import { systemClock } from '../kernel/clock.ts'
import { armCrashpoint } from '../kernel/crashpoint.ts'
import { agentFunctions } from './agent-functions.ts'
import { agentCareFunctions } from './agents/agent-care-functions.ts'
import { draftFunctions } from './agents/draft-functions.ts'
import { evolutionFunctions } from './agents/evolution-functions.ts'
import type { App } from './app-port.ts'
import { approvalFunctions } from './approval-functions.ts'
import { auditFunctions } from './audit-functions.ts'
import { detachedFunctions } from './detached/detached-functions.ts'
import { createPathFinder } from './files/path-finder.ts'
import { grantFunctions } from './grant-functions.ts'
import { initWorkspace } from './init-workspace.ts'
import { locate } from './locate.ts'
import { memoryFunctions } from './memory/memory-functions.ts'
import type { ModelTools } from './models/model-tools-port.ts'
import { openServices, type Services } from './open-services.ts'
import { policyFunctions } from './policy-functions.ts'
import { runFunctions } from './run-functions.ts'
import { runFileFunctions } from './runs/files/run-file-functions.ts'
import { secretFunctions } from './secrets/secret-functions.ts'
import { settingFunctions } from './settings/setting-functions.ts'
import { toolFunctions } from './tool-functions.ts'
import { whyFunctions } from './why/why-functions.ts'

export { checkHealth } from './doctor/check-health.ts'
export { planRemoval, remove } from './removal.ts'

export async function modelTools(config: Pick<Config, 'userConfigDir'>): Promise<ModelTools> {
  return (await import('./models/model-tools.ts')).createModelTools(config)
}

/** The composition root: nothing is constructed anywhere else. Runs load the coordinator when the first one starts. */
export async function createApp(config: Config): Promise<App> {
  if (config.crashpoint !== null) armCrashpoint(config.crashpoint)
  const created = initWorkspace(config)
  const services = await openServices(config)
  services.store.runs.markAbandoned()
  const runs = runFunctions(services)
  return {
    config,
    ...runs.functions,
    ...runFileFunctions(services),
    ...detachedFunctions(services),
    ...agentFunctions(services),
    ...agentCareFunctions(services),
    ...draftFunctions(services),
    ...evolutionFunctions(services),
    ...approvalFunctions(services),
    ...grantFunctions(services),
    ...policyFunctions(services),
    ...toolFunctions(services),
    ...secretFunctions(services),
    ...settingFunctions(services),
    ...memoryFunctions(services),
    workspacePaths: createPathFinder(async () => (await import('./files/workspace-files.ts')).workspaceFiles(config)),
    locate: (kind, prefix) => locate(services, kind, prefix),
    ...auditFunctions(services),
    ...whyFunctions(services),
    openFeed: async () => (await import('./feed/workspace-feed.ts')).openWorkspaceFeed({ ...services, clock: systemClock }),
    requireRegistry: () => services.store.requireSame(),
    recordRun: async (run_id, folder) => (await import('./eval/eval-functions.ts')).evalFunctions(services).recordRun(run_id, folder),
    evalRuns: async (request, signal) => (await import('./eval/eval-functions.ts')).evalFunctions(services).evalRuns(request, signal),
    replayRun: async (run_id, signal) => (await import('./replay/replay-run.ts')).replayRun(services, run_id, signal),
    undoRun: async (run_id, options) => (await import('./undo/undo-run.ts')).undoRun(services, run_id, options),
    lastChangedRun: async () => services.store.changes.lastRun(),
    system: async () => (await import('./system/take-system.ts')).takeSystem(services),
    doctor: async (onCheck) => (await import('./system/take-doctor.ts')).takeDoctor(config, onCheck),
    verifyHealth: async () => (await import('./system/verify-health.ts')).verifyHealth(services),
    beginCreation: async (request) => services.store.creations.begin(request),
    endCreation: async (key, answer) => services.store.creations.end(key, answer),
    stats: async (query) => (await import('./stats/take-stats.ts')).takeStats(services, query),
    init: async () => ({ workspace: config.workspace, created: [...created, ...initWorkspace(config)] }),
    keepFault: async (fault) =>
      (await import('./faults/keep-fault.ts')).keepFault(
        { stateDir: config.stateDir, redactor: services.redactor, clock: systemClock },
        fault,
      ),
    status: async () => status(services),
    close: async () => {
      await runs.settle()
      services.catalog.close()
      services.store.close()
    },
  }
}

function status({ store, catalog }: Services): Awaited<ReturnType<App['status']>> {
  const { running = 0, queued = 0, waiting = 0, interrupted = 0, ...ended } = store.runPages.byStatus()
  const open = running + queued + waiting + interrupted
  return {
    runs: Object.values(ended).reduce((sum, count) => sum + count, open),
    running: running + queued,
    waiting,
    interrupted,
    approvals_pending: store.approvals.list({ status: 'pending', limit: 1000 }).length,
    agents: catalog.list().length,
  }
}
