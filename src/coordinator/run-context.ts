import type { NewEvent, RunEvent } from '../protocol/events.ts'
import type { CapsuleJob, Fence, NewAuditRecord, RunRecord } from '../store/records.ts'
import { createRunBudget, type RunBudget } from './budget/run-budget.ts'
import { spentBefore } from './budget/spent-before.ts'
import { type CapsuleWorker, createCapsuleWorker } from './capsule-worker.ts'
import type { CoordinatorPorts, InDoubtVerdict, RunOptions, Suspension } from './ports.ts'
import { runAttempt } from './run-attempt.ts'
import { createRunTaint, type RunTaint } from './taint/run-taint.ts'

/** One run in the hands of its owner. */
export interface RunContext {
  readonly run: RunRecord
  readonly options: RunOptions
  readonly fence: Fence
  readonly signal: AbortSignal
  readonly ports: CoordinatorPorts
  readonly resumed: boolean
  /** What a person said about effects in doubt, for this resume. */
  readonly inDoubt: InDoubtVerdict | null
  /** Agents used so far, for the cap. */
  readonly agentsUsed: Set<string>
  readonly worker: CapsuleWorker
  /** Delegated work that is going on, by its subtask: it ends with the capsule that gave it away. */
  readonly delegations: Map<string, { readonly signal: AbortSignal; readonly ended: Promise<void> }>
  /** Why subtasks wait, by their ids; the run parks when nothing else can go on. */
  readonly suspensions: Map<string, Suspension>
  /** Agents of whose memory it was said that it cannot be used. */
  readonly withoutMemory: Set<string>
  /** The way out of each failure of a model, by its message: an agent is told code and message alone. */
  readonly waysOut: Map<string, string>
  /** What the run has read: decides what it may still send. */
  readonly taint: RunTaint
  /** Tokens and money of the run and of its agents. */
  readonly budget: RunBudget
  emit(event: NewEvent): RunEvent
  audit(record: NewAuditRecord): void
  /** One fenced transaction: a state row, its event and its audit record belong together. */
  transaction<T>(fn: () => T): T
}

export interface RunContextInput extends Pick<RunContext, 'run' | 'options' | 'fence' | 'signal' | 'ports' | 'resumed' | 'inDoubt'> {}

export function createRunContext(input: RunContextInput): RunContext {
  const { store } = input.ports
  const used = store.subtasks.list(input.run.run_id, 'all').flatMap((row) => (row.agent_id === null ? [] : [row.agent_id]))
  const emit = (event: NewEvent): RunEvent => store.events.append(input.fence, event)
  const context: RunContext = {
    ...input,
    agentsUsed: new Set(used),
    worker: createCapsuleWorker({
      queue: store.queue,
      worker: input.fence.run_id,
      handle: (job) => runAttempt(underSignal(context, job), job),
    }),
    delegations: new Map(),
    suspensions: new Map(),
    withoutMemory: new Set(),
    waysOut: new Map(),
    taint: createRunTaint({ events: input.resumed ? store.events.ofType(input.run.run_id, 'run.tainted') : [], emit }),
    budget: budgetOf(input),
    emit,
    audit: (record) => void store.audit.append({ run_id: input.run.run_id, ...record }),
    transaction: (fn) => store.transaction(input.fence, fn),
  }
  return context
}

function underSignal(context: RunContext, { subtask_id }: CapsuleJob): RunContext {
  const delegation = context.delegations.get(subtask_id)
  return delegation === undefined ? context : { ...context, signal: delegation.signal }
}

// A run of an earlier version was stored without a limit of money.
function budgetOf({ run, options, ports, resumed }: RunContextInput): RunBudget {
  const { model, store } = ports
  const isOurs = (call: { provider: string; model: string }): boolean => call.provider === model?.provider && call.model === model.model
  const before = spentBefore(resumed ? store.events.list(run.run_id) : [], (call) => (isOurs(call) ? (model?.rates ?? null) : null))
  return createRunBudget({ tokens: options.max_tokens, cost_usd: options.max_cost_usd ?? null }, before)
}
