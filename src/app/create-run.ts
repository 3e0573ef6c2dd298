import { userInfo } from 'node:os'
import { clawVersion } from '../config/claw-version.ts'
import { requireUsableProvider } from '../config/require-usable-provider.ts'
import { agentDisabled } from '../coordinator/agent-disabled.ts'
import type { RunOptions } from '../coordinator/ports.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import { newId } from '../kernel/ids.ts'
import type { RunRecord } from '../store/records.ts'
import type { StartRunOptions } from './app-port.ts'
import { openPrices } from './open-prices.ts'
import type { Services } from './open-services.ts'
import { requireTask } from './require-task.ts'
import { requireTags } from './runs/require-tags.ts'
import { requireTools } from './runs/require-tools.ts'

/**
 * The run row and its first event, in one transaction, before any work; the run of the idempotency key where there is one already. Throws
 * TASK_EMPTY, TASK_TOO_LONG, NOT_FOUND, CONFIG_INVALID, KEY_REUSED.
 */
export function createRun(services: Services, options: StartRunOptions): RunRecord {
  const task = requireTask(options.task)
  requireUsableProvider(services.config)
  requireAgent(services, options.agent_id)
  const { config, store, redactor } = services
  const run_id = newId()
  const engine = config.provider === 'rules' ? 'rules' : 'model'
  // Prices that cannot be read end it before there is a run that would wait for ever.
  if (engine === 'model') openPrices(config)
  const run = {
    run_id,
    task: redactor.text(task),
    session_id: options.session_id ?? run_id,
    actor: localActor(),
    origin: options.origin ?? 'cli',
    workspace: config.workspace,
    engine,
    tags: requireTags(options.tags),
    options: toRunOptions(services, options),
    ...(options.idempotency_key === undefined ? {} : { idempotency_key: options.idempotency_key }),
  } as const
  crashpoint('submit.before')
  const record = store.transaction(undefined, () => {
    const created = store.runs.create(run)
    if (created.run_id !== run_id) return requireSameTask(created, run.task)
    store.events.appendUnfenced(run_id, {
      type: 'run.started',
      actor: run.actor,
      data: {
        task: run.task,
        engine,
        workspace: config.workspace,
        session_id: run.session_id,
        model: config.model,
        origin: run.origin,
        claw_version: clawVersion(),
      },
    })
    store.audit.append({ actor: run.actor, action: 'run.started', target: run_id, run_id, detail: { policy: config.policyPreset, engine } })
    for (const note of config.notes)
      store.audit.append({
        actor: 'claw',
        action: 'config.noted',
        target: config.workspace,
        run_id,
        decision: 'noted',
        rule: 'config',
        reason: note,
      })
    return created
  })
  crashpoint('submit.after')
  return record
}

/** A key stands for one thing: under which it is asked for another, it is refused. */
export function requireSameTask(made: RunRecord, task: string): RunRecord {
  if (made.task === task) return made
  throw new ClawError('KEY_REUSED', `Under this idempotency key run ${made.run_id} was started, with another task.`)
}

/** Who sits at this machine. */
export function localActor(): string {
  try {
    return `user:${userInfo().username}`
  } catch {
    return 'user:unknown'
  }
}

function requireAgent({ catalog, store }: Services, agent_id: string | undefined): void {
  if (agent_id !== undefined && store.agents.get(agent_id)?.disabled === true) throw agentDisabled(agent_id)
  if (agent_id === undefined || catalog.get(agent_id)) return
  const broken = catalog.scanned().broken.find((agent) => agent.agent_id === agent_id)
  if (broken) throw new ClawError('AGENT_INVALID', `Agent '${agent_id}' is broken: ${broken.problem}`, { where: broken.folder })
  throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
}

function toRunOptions({ config, redactor }: Services, options: StartRunOptions): RunOptions {
  return {
    agent_id: options.agent_id ?? null,
    context: redactor.json(options.context),
    plan_only: options.plan_only,
    approve_plan: options.approve_plan === true || config.planApproval === 'ask',
    max_tokens: options.max_tokens === undefined ? config.maxTokens : options.max_tokens,
    max_cost_usd: options.max_cost_usd === undefined ? config.maxCostUsd : options.max_cost_usd,
    timeout_ms: options.timeout_ms ?? null,
    rules_first: config.rulesFirst,
    organize: options.organize ?? null,
    ...(options.tools === undefined ? {} : { tools: requireTools(options.tools) }),
    ...(options.temperature === undefined ? {} : { temperature: options.temperature }),
    ...(options.flags === undefined || options.flags.length === 0 ? {} : { flags: options.flags.map(redactor.text) }),
  }
}
