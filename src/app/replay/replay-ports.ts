import { createCapsuleRunner } from '../../capsules/supervisor/create-capsule-runner.ts'
import { createWarmPool } from '../../capsules/supervisor/create-warm-pool.ts'
import type { CoordinatorPorts } from '../../coordinator/ports.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { announcedPolicyCall } from '../../policy/announced-policy-call.ts'
import { decideCall, isPaid } from '../../policy/decide-call.ts'
import type { Store } from '../../store/store.ts'
import { chooseSandbox } from '../choose-sandbox.ts'
import { capsOf, type RunEquipment } from '../coordinator-ports.ts'
import { runFaults } from '../faults/run-faults.ts'
import { openPlanners } from '../open-planners.ts'
import type { Services } from '../open-services.ts'
import { isContained, openTools } from '../open-tools.ts'
import { secretPort } from '../secrets/secret-port.ts'
import { trackProcesses } from '../track-processes.ts'
import { capsThen } from './caps-then.ts'
import { playAgents } from './play-agents.ts'
import { playApprovals } from './play-approvals.ts'
import { playEvolution } from './play-evolution.ts'
import { playMemory } from './play-memory.ts'
import { type PlayerOptions, playModel } from './play-model.ts'
import { playPins } from './play-pins.ts'
import { playRouter } from './play-router.ts'
import { playTools } from './play-tools.ts'

/** The coordinator's own ports, with a player in the place of everything that reaches outside: capsules alone are real. */
export async function replayPorts(services: Services, scratch: Store, played: PlayerOptions): Promise<RunEquipment> {
  const { config, redactor, catalog, grants } = services
  const { recording, stop } = played
  const { driver, killAll } = trackProcesses((await chooseSandbox(config)).driver)
  requireBoundary(services, played, driver.name)
  const pool = createWarmPool(driver)
  const { executor, tools, policy } = await openTools({
    config,
    sandbox: driver,
    refs: scratch.refs,
    images: scratch.images,
    grants,
    secrets: secretPort(services),
  })
  const model = playModel(played)
  const store: Store = { ...scratch, evolution: playEvolution(recording, scratch.evolution) }
  const approvals = playApprovals(scratch, recording)
  const ports: CoordinatorPorts = {
    store,
    clock: systemClock,
    redactor,
    executor: playTools({ ...played, executor, tools }),
    runCapsule: createCapsuleRunner({ sandbox: driver, clock: systemClock, pool }),
    keepFault: runFaults(services),
    sandboxHolds: recording.sandbox_held,
    contained: isContained(driver),
    sandboxName: driver.name,
    agents: playAgents(catalog, recording, stop, services.store.agents.disabled()),
    memory: playMemory(recording),
    pins: playPins(recording),
    forms: { changes: () => [], noted: () => undefined },
    evolution: recording.events.some((event) => event.type === 'agent.genome_used') ? { mutationRate: 0 } : null,
    router: playRouter(recording, stop),
    planners: await openPlanners(services, model === null ? 'rules' : 'model'),
    model,
    agentModel: async (_, { provider, name }) => asNamed(model, provider, name),
    caps: capsThen(recording, capsOf(config)),
    workspace: recording.run.workspace,
    embedderName: services.embedder.model,
    prompt: approvals.prompt,
    approvals: {
      decide: approvals.decide,
      windowMs: config.approvalWindowMs,
      create: wasDeniedUnasked(played) ? 'deny' : 'interactive',
      api: 'interactive',
      timeoutMs: config.apiApprovalTimeoutMs,
      isPaid: ({ host, provider }) =>
        config.paidApiProviders.some((name) => name.toLowerCase() === provider.trim().toLowerCase()) ||
        isPaid({ host, effect: 'network' }, policy.paidHosts),
      judgeAnnounced: (announced) => decideCall(announcedPolicyCall(announced, config.workspace), policy),
    },
  }
  return { ports, killAll, close: () => pool.close().then(() => driver.close()) }
}

/** The journal answers whoever is asked; the name is the one that the agent wants. */
function asNamed(model: ChatModel | null, provider: string | undefined, name: string | undefined): ChatModel {
  if (model === null) throw new ClawError('NO_MODEL', 'The recorded run had no model.')
  return { ...model, provider: provider ?? model.provider, model: name ?? model.model }
}

function wasDeniedUnasked({ recording }: PlayerOptions): boolean {
  return recording.events.some((event) => event.type === 'subtask.failed' && event.data.error.message.endsWith('denied by setting:deny.'))
}

/** A program that an agent brings along is started here as it was then: without a boundary it could do anything. */
function requireBoundary({ catalog }: Services, { recording }: PlayerOptions, sandbox: string): void {
  if (sandbox !== 'none') return
  const own = recording.attempts.find((row) => (catalog.get(row.agent_id)?.manifest.entrypoint ?? 'builtin') !== 'builtin')
  if (own === undefined) return
  throw new ClawError(
    'SANDBOX_MISSING',
    `Agent '${own.agent_id}' brings a program of its own, and no OS sandbox holds here: a replay would start it with all that you can do.`,
    { fix: 'claw doctor' },
  )
}
