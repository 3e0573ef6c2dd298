import { createCapsuleRunner } from '../capsules/supervisor/create-capsule-runner.ts'
import type { Config } from '../config/config.ts'
import type { CoordinatorPorts, PromptPort } from '../coordinator/ports.ts'
import { systemClock } from '../kernel/clock.ts'
import { isPaid } from '../policy/decide-call.ts'
import { createRouter } from '../routing/create-router.ts'
import { chooseSandbox } from './choose-sandbox.ts'
import { openModel } from './open-model.ts'
import { openPlanners } from './open-planners.ts'
import type { Services } from './open-services.ts'
import { openTools } from './open-tools.ts'
import { trackProcesses } from './track-processes.ts'

const DEFAULT_STEPS = 12

export interface RunEquipment {
  readonly ports: CoordinatorPorts
  /** Kills every process that the run has started, capsules and tools. */
  killAll(): Promise<void>
}

/** Everything that a run needs, put together once per process and run. */
export async function coordinatorPorts(services: Services, prompt: PromptPort | null): Promise<RunEquipment> {
  const { config, store, embedder, catalog, redactor } = services
  const { driver, killAll } = trackProcesses((await chooseSandbox(config)).driver)
  const { executor, policy } = openTools({ config, sandbox: driver, refs: store.refs })
  const router = createRouter({ embedder, search: store.agents, threshold: config.lowConfidenceThreshold })
  const ports: CoordinatorPorts = {
    store,
    clock: systemClock,
    redactor,
    executor,
    runCapsule: createCapsuleRunner({ sandbox: driver, clock: systemClock }),
    sandboxHolds: driver.name !== 'none',
    agents: catalog,
    memory: catalog.memory,
    router: { route: router.route, learn: (agent_id, task) => learn(services, agent_id, task) },
    planners: await openPlanners(services),
    model: await openModel(config),
    caps: capsOf(config),
    workspace: config.workspace,
    embedderName: embedder.model,
    prompt,
    approvals: {
      create: config.createApprovalMode,
      api: config.apiApprovalMode,
      timeoutMs: config.apiApprovalTimeoutMs,
      isPaid: ({ host, provider }) => config.paidApiProviders.includes(provider) || isPaid({ host, effect: 'network' }, policy.paidHosts),
    },
  }
  return { ports, killAll }
}

function capsOf(config: Config): CoordinatorPorts['caps'] {
  return {
    maxSubtasksPerPhase: config.maxSubtasksPerPhase,
    maxAgentsPerRun: config.maxAgentsPerRun,
    maxAttempts: config.subtaskMaxAttempts,
    maxToolCalls: config.maxToolCallsPerAgent,
    agentTimeoutMs: config.agentTimeoutMs,
    agentRetries: config.agentRetries,
    steps: DEFAULT_STEPS,
    lowConfidence: config.lowConfidenceThreshold,
  }
}

async function learn({ store, embedder }: Services, agent_id: string, task: string): Promise<void> {
  const [vector] = await embedder.embed([task])
  if (vector) store.agents.addVector(agent_id, { kind: 'task_done', text: task, vector }, { model: embedder.model, dim: embedder.dim })
}
