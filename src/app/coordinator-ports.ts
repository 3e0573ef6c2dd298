import { createCapsuleRunner } from '../capsules/supervisor/create-capsule-runner.ts'
import { createWarmPool, type WarmPool } from '../capsules/supervisor/create-warm-pool.ts'
import type { Config } from '../config/config.ts'
import type { CoordinatorPorts, PromptPort } from '../coordinator/ports.ts'
import { systemClock } from '../kernel/clock.ts'
import { withMasking } from '../models/with-masking.ts'
import { announcedPolicyCall } from '../policy/announced-policy-call.ts'
import { decideCall, isPaid } from '../policy/decide-call.ts'
import { decideApproval } from '../policy/grants/decide-approval.ts'
import { findSamePurpose } from '../routing/find-same-purpose.ts'
import type { SelectedSandbox } from '../sandbox/prove-driver.ts'
import { runFaults } from './faults/run-faults.ts'
import { learnTask } from './learn-task.ts'
import { openPlanners } from './open-planners.ts'
import { openRouter } from './open-router.ts'
import type { Services } from './open-services.ts'
import { isContained, openTools } from './open-tools.ts'
import { runAgents } from './run-agents.ts'
import { secretPort } from './secrets/secret-port.ts'
import { trackProcesses } from './track-processes.ts'

const DEFAULT_STEPS = 12

export interface RunEquipment {
  readonly ports: CoordinatorPorts
  /** Kills every process that the run has started, capsules and tools. */
  killAll(): Promise<void>
  /** Ends what was started for later and not used. */
  close(): Promise<void>
}

/** Everything that a run needs, put together once per process and run. */
export async function coordinatorPorts(
  services: Services,
  prompt: PromptPort | 'inbox' | null,
  sandbox: Promise<SelectedSandbox>,
): Promise<RunEquipment> {
  const { config, store, embedder, catalog, redactor, grants, models } = services
  const planners = await openPlanners(services)
  const { driver, killAll } = trackProcesses((await sandbox).driver)
  const pool = createWarmPool(driver)
  warmUp(services, pool)
  const { executor, policy } = await openTools({
    config,
    sandbox: driver,
    refs: store.refs,
    images: store.images,
    grants,
    secrets: secretPort(services),
  })
  const { agents, search, pins, forms } = runAgents(services)
  const router = openRouter(services, search)
  const model = await models.configured(config)
  const ports: CoordinatorPorts = {
    store,
    clock: systemClock,
    redactor,
    executor,
    runCapsule: createCapsuleRunner({ sandbox: driver, clock: systemClock, pool }),
    keepFault: runFaults(services),
    sandboxHolds: driver.name !== 'none',
    contained: isContained(driver),
    sandboxName: driver.name,
    agents,
    memory: catalog.memories.port,
    pins,
    forms,
    evolution: config.evolution,
    router: {
      route: router.route,
      embedding: () => catalog.index.progress(),
      samePurpose: (purpose) => findSamePurpose(router.route, purpose),
      learn: (agent_id, task) => learnTask(services, agent_id, task),
    },
    planners,
    model: model === null ? null : withMasking(model, redactor),
    agentModel: async (agent_id, wanted) => withMasking(await models.named(config, agent_id, wanted), redactor),
    caps: capsOf(config),
    workspace: config.workspace,
    embedderName: embedder.model,
    prompt,
    approvals: {
      decide: (approval_id, answer) => decideApproval({ store, grants, clock: systemClock }, approval_id, answer),
      windowMs: config.approvalWindowMs,
      create: config.createApprovalMode,
      api: config.apiApprovalMode,
      timeoutMs: config.apiApprovalTimeoutMs,
      isPaid: ({ host, provider }) =>
        config.paidApiProviders.some((name) => name.toLowerCase() === provider.trim().toLowerCase()) ||
        isPaid({ host, effect: 'network' }, policy.paidHosts),
      judgeAnnounced: (announced) => decideCall(announcedPolicyCall(announced, config.workspace), policy),
    },
  }
  return { ports, killAll, close: () => pool.close().then(() => driver.close()) }
}

/** All builtin agents with the usual memory start in the same way: one of them is up when the plan is there. */
function warmUp({ catalog }: Services, pool: WarmPool): void {
  const builtin = catalog.list().find((agent) => agent.manifest.entrypoint === 'builtin')
  if (builtin) pool.warm(catalog.launch(builtin))
}

export function capsOf(config: Config): CoordinatorPorts['caps'] {
  return {
    maxSubtasksPerPhase: config.maxSubtasksPerPhase,
    maxReplans: config.maxReplans,
    maxAgentsPerRun: config.maxAgentsPerRun,
    maxAttempts: config.subtaskMaxAttempts,
    maxToolCalls: config.maxToolCallsPerAgent,
    agentTimeoutMs: config.agentTimeoutMs,
    agentRetries: config.agentRetries,
    steps: DEFAULT_STEPS,
    lowConfidence: config.lowConfidenceThreshold,
  }
}
