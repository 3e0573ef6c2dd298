import { ClawError } from '../kernel/claw-error.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import type { Fence, Owner } from '../store/records.ts'
import { buildGraph } from './build-graph.ts'
import { type Conclusion, concludeError, concludeRows } from './conclude-run.ts'
import { keepLease } from './keep-lease.ts'
import type { CoordinatorPorts, InDoubtVerdict, RunOptions } from './ports.ts'
import { creditTheRest } from './record/credit-the-rest.ts'
import { reopenFailures } from './reopen-failures.ts'
import { createRunContext, type RunContext } from './run-context.ts'
import { inheritFromSession } from './taint/inherit-taint.ts'
import { tellPins } from './tell-pins.ts'

export interface ExecuteRunOptions {
  readonly run_id: string
  readonly owner: Owner
  readonly ports: CoordinatorPorts
  readonly inDoubt: InDoubtVerdict | null
  /** Those of the run, or the same with new limits. */
  readonly options: RunOptions
  /** Aborted with the reason (CANCELLED, RUN_TIMEOUT) when the run is to stop. */
  readonly signal: AbortSignal
  /** Ends every process of the run at once; absent: it has none. */
  readonly kill?: () => void
}

/** Takes the run, drives it as far as it goes, and lets go of it with a status that tells the whole truth. Throws RUN_HELD, NOT_FOUND, FENCED. */
export async function executeRun(options: ExecuteRunOptions): Promise<Conclusion> {
  const { store } = options.ports
  crashpoint('claim.before')
  const fence = store.runs.claim(options.run_id, options.owner)
  crashpoint('claim.after')
  const lease = keepLease({
    runs: store.runs,
    requireSame: () => store.requireSame(),
    fence,
    outer: options.signal,
    kill: options.kill ?? (() => undefined),
  })
  try {
    const context = takeOver(options, fence.epoch, lease.signal)
    const conclusion = await drive(context)
    finish(context, conclusion)
    return conclusion
  } catch (error) {
    throw namingRun(error, options.run_id)
  } finally {
    lease.stop()
    letGo(options.ports, fence)
  }
}

// Must not hide what ended the run: a lease that cannot be given back lapses with this process.
function letGo({ store }: CoordinatorPorts, fence: Fence): void {
  try {
    store.runs.release(fence)
  } catch (error) {
    if (!(error instanceof ClawError)) throw error
  }
}

// Where not even the end can be written, at least the way back is said.
function namingRun(error: unknown, run_id: string): unknown {
  if (!(error instanceof ClawError) || error.code !== 'STORE_FULL') return error
  return new ClawError(error.code, error.message, {
    fix: `Free disk space, then: claw resume ${run_id}`,
    where: `run ${run_id}`,
    cause: error,
  })
}

function takeOver(options: ExecuteRunOptions, epoch: number, signal: AbortSignal): RunContext {
  const { store } = options.ports
  const run = store.runs.get(options.run_id)
  if (!run) throw new ClawError('NOT_FOUND', `There is no run '${options.run_id}'.`)
  const fence = { run_id: run.run_id, epoch }
  store.events.repairMirror(run.run_id)
  const context = createRunContext({
    run,
    options: options.options,
    fence,
    signal,
    ports: options.ports,
    resumed: epoch > 1,
    inDoubt: options.inDoubt,
  })
  context.transaction(() => {
    store.runs.update(fence, {
      status: 'running',
      options: options.options,
      waiting_reason: null,
      error: null,
      exit_code: null,
      ended_at: null,
    })
    auditSandbox(context)
    if (!context.resumed) return
    context.emit({ type: 'run.resumed', data: { epoch, previous_status: run.status, pid: options.owner.pid } })
    context.audit({ actor: run.actor, action: 'run.resumed', target: run.run_id })
    reopenFailures(context)
  })
  return context
}

/** Under which boundary the run works: everything that its policy says rests on it. */
function auditSandbox({ audit, ports }: RunContext): void {
  audit({
    actor: 'claw',
    action: 'sandbox.chosen',
    target: ports.workspace,
    decision: ports.sandboxHolds ? 'holds' : 'none',
    rule: 'CLOSED_CLAW_SANDBOX',
    reason: ports.sandboxHolds ? null : 'no OS sandbox holds: commands and third-party capsules are asked for each time',
  })
}

async function drive(context: RunContext): Promise<Conclusion> {
  try {
    // Jobs of an owner that is gone: their attempts are started again from the journal.
    if (context.resumed) await context.ports.store.queue.cancel({ run_id: context.run.run_id })
    await tellPins(context)
    context.transaction(() => inheritFromSession(context))
    await runGraph(context)
    return concludeRows(context)
  } catch (error) {
    const reason = context.signal.aborted ? context.signal.reason : error
    if (reason instanceof ClawError && reason.code === 'FENCED') throw reason
    return concludeError(context, reason)
  }
}

/** A checkpoint says where control stood; it is a cache. Where it has no next step although the run has not ended, the graph starts over: every node finds what is done. */
async function runGraph(context: RunContext): Promise<void> {
  const checkpointer = await context.ports.store.checkpointer()
  const graph = buildGraph(context, checkpointer)
  const config = { configurable: { thread_id: context.run.run_id }, durability: 'sync' as const, recursionLimit: stepLimit(context) }
  const start = { run_id: context.run.run_id, phase: 'discovery' as const, halted: false, next: 'finish' as const }
  const goesOn = context.resumed && (await graph.getState(config)).next.length > 0
  await graph.invoke(goesOn ? null : start, config)
}

// Both phases may go round once per attempt; the library's own limit is no limit of ours.
function stepLimit({ ports: { caps } }: RunContext): number {
  return 20 + 4 * caps.maxAttempts * caps.maxSubtasksPerPhase * (1 + caps.maxReplans)
}

function finish(context: RunContext, conclusion: Conclusion): void {
  const { store, clock } = context.ports
  crashpoint('finish.before')
  context.transaction(() => {
    const { status, waiting_reason, exit_code, error } = conclusion
    const now = clock.now()
    const run = store.runs.get(context.run.run_id)
    if (isOver(status)) withdrawRequests(context)
    store.runs.update(context.fence, { status, waiting_reason, exit_code, error, ended_at: now })
    creditTheRest(context, conclusion)
    if (waiting_reason !== null)
      context.emit({ type: 'run.waiting', data: { reason: waiting_reason, ids: [...conclusion.ids], fix: error?.fix ?? '' } })
    context.emit({
      type: 'run.ended',
      data: { status, exit_code, result: run?.result ?? null, error, duration_ms: Math.max(0, now - context.run.created_at) },
    })
    context.audit({ actor: 'claw', action: 'run.ended', target: context.run.run_id, decision: status, reason: error?.message ?? null })
  })
  crashpoint('finish.after')
}

// A run that failed may be resumed, and then the answer is still wanted.
function isOver(status: Conclusion['status']): boolean {
  return status === 'completed' || status === 'partial' || status === 'denied' || status === 'cancelled'
}

function withdrawRequests({ ports: { store }, run }: RunContext): void {
  const pending = store.approvals.list({ status: 'pending', run_id: run.run_id, limit: 1000 })
  for (const { approval_id } of pending) store.approvals.decide(approval_id, { status: 'expired', by: 'claw' })
}
