import { clawVersion } from '../../config/claw-version.ts'
import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import type { RunOptions } from '../../coordinator/ports.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { newId } from '../../kernel/ids.ts'
import { toJson } from '../../kernel/json.ts'
import { currentOwner, ownerIsAlive } from '../../store/owner.ts'
import type { RunRecord } from '../../store/records.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { takeRecording } from '../replay/take-recording.ts'
import { requireOwnRun } from '../require-own-run.ts'
import { requireRun } from '../run-functions.ts'
import { configOfFork } from './config-of-fork.ts'
import { type CopyInput, copyRun } from './copy-run.ts'
import { forkSettings } from './fork-settings.ts'
import { requireStep } from './fork-steps.ts'
import { keptOfRun } from './kept-of-run.ts'

export interface ForkRequest {
  /** As `claw fork <run>` lists it. */
  readonly from: string
  /** `key=value`, of the table of settings. */
  readonly set: readonly string[]
  /** The same key gives the same fork, also after a crash. */
  readonly idempotency_key?: string
}

/** A run of its own that holds everything of the other one before the step, in one transaction. Throws NOT_FOUND, RUN_BROUGHT, RUN_HELD, USAGE, NO_MODEL. */
export function createFork(services: Services, run_id: string, request: ForkRequest): RunRecord {
  const { from, set } = request
  const recording = takeRecording(services, run_id)
  requireOwnRun(services, run_id)
  requireEnded(services, run_id)
  const step = requireStep(recording, from)
  const settings = forkSettings(services, step, set)
  const input: CopyInput = { recording, step, settings, kept: keptOfRun(recording, step.place) }
  return services.store.transaction(undefined, () => write(services, input, request))
}

// What is under way is not in the journal yet: a fork would take half of it.
function requireEnded({ store }: Services, run_id: string): void {
  const run = store.runs.get(run_id)
  if ((run?.owner != null && ownerIsAlive(run.owner)) || run?.status === 'queued')
    throw new ClawError('RUN_HELD', `Run ${run_id} is still going on; it can be forked when it has ended or waits.`, {
      fix: `claw cancel-run ${run_id}`,
      retryable: true,
    })
}

function write(services: Services, input: CopyInput, { set, idempotency_key }: ForkRequest): RunRecord {
  const { store, redactor } = services
  const { recording, step, settings, kept } = input
  const parent = requireRun(services, recording.run.run_id)
  const options = optionsOf(parent, input)
  const config = configOfFork(services.config, options.fork ?? null)
  requireUsableProvider(config)
  const run_id = newId()
  const actor = localActor()
  const task = step.place.kind === 'plan' && settings.task !== null ? redactor.text(settings.task) : parent.task
  const run = {
    run_id,
    task,
    session_id: parent.session_id,
    actor,
    origin: `fork:${parent.run_id}`,
    workspace: parent.workspace,
    engine: config.provider === 'rules' ? ('rules' as const) : ('model' as const),
    tags: parent.tags,
    options,
    ...(idempotency_key === undefined ? {} : { idempotency_key }),
  }
  const made = store.runs.create(run)
  if (made.run_id !== run_id) return requireSameFork(made, run.origin)
  const fence = store.runs.claim(run_id, currentOwner())
  store.events.append(fence, {
    type: 'run.started',
    actor,
    data: {
      task,
      engine: run.engine,
      workspace: run.workspace,
      session_id: run.session_id,
      model: config.model,
      origin: run.origin,
      claw_version: clawVersion(),
    },
  })
  const done = kept.subtasks.flatMap(({ row, done }) => (done ? [row.spec.id] : []))
  const data = {
    parent: parent.run_id,
    step: step.address,
    set: set.map((word) => redactor.text(word)),
    kept: done,
    journaled: kept.journal.length + (settings.result === undefined ? 0 : 1),
    open: kept.open && { subtask_id: kept.open.subtask_id, attempt: kept.open.attempt },
  }
  store.events.append(fence, { type: 'run.forked', actor, data })
  copyRun(store, fence, input)
  store.audit.append({ actor, action: 'run.forked', target: parent.run_id, run_id, reason: step.address, detail: toJson(data) })
  store.runs.release(fence)
  return requireRun(services, run_id)
}

function requireSameFork(made: RunRecord, origin: string): RunRecord {
  if (made.origin === origin) return made
  throw new ClawError('KEY_REUSED', `Under this idempotency key run ${made.run_id} was started, which is no fork of this run.`)
}

function optionsOf(parent: RunRecord, { step, settings }: CopyInput): RunOptions {
  const before = parent.options as RunOptions
  const { provider, model, temperature, policy, skills } = settings
  const atPlan = step.place.kind === 'plan'
  return {
    ...before,
    plan_only: false,
    // What was paid by the other run is not counted here.
    max_tokens: settings.max_tokens ?? before.max_tokens,
    max_cost_usd: settings.max_cost_usd ?? before.max_cost_usd,
    agent_id: atPlan && settings.agent_id !== null ? settings.agent_id : before.agent_id,
    organize: atPlan && settings.task !== null ? null : before.organize,
    fork: {
      parent: parent.run_id,
      // The other run is no earlier task of the session for this one, and neither is what came after it.
      as_of: before.fork?.as_of ?? parent.created_at - 1,
      provider: provider ?? before.fork?.provider ?? null,
      model: model ?? (provider === null ? (before.fork?.model ?? null) : null),
      temperature: temperature ?? before.fork?.temperature ?? null,
      policy: policy ?? before.fork?.policy ?? null,
      skills: { ...before.fork?.skills, ...skills },
    },
  }
}
