import { hostname } from 'node:os'
import { creditTheRest } from '../../coordinator/record/credit-the-rest.ts'
import { sleep } from '../../kernel/abort.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { TERMINAL_STATUSES } from '../../protocol/run.ts'
import { currentOwner } from '../../store/owner.ts'
import type { Fence, Owner, RunRecord } from '../../store/records.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { requireRun } from '../run-functions.ts'
import { creditContext } from './credit-context.ts'
import type { CancelledRun } from './run-care-port.ts'

const LOOK_MS = 50
/** An owner that lives sees the wish within a quarter of this. */
const SILENCE_MS = 1000
const KILL_LIMIT_MS = 6000

/** A living owner is asked; where there is none, or it does not kill as it was asked to, the run is taken and ended here. */
export async function cancelRun(services: Services, run: RunRecord, force: boolean): Promise<CancelledRun> {
  const { store } = services
  const { run_id } = run
  if (isTerminal(run)) return { run_id, status: run.status, was_running: false, killed: null }
  const by = localActor()
  store.transaction(undefined, () => {
    store.runs.requestCancel(run_id, by, force ? 'force' : 'graceful')
    store.audit.append({ actor: by, action: 'run.cancel_requested', target: run_id, run_id, ...(force ? { detail: { force } } : {}) })
  })
  const fence = claimed(services, run_id)
  if (fence !== undefined) return endHere(services, fence, { by, killed: force ? 'no owner' : null })
  const asked = requireRun(services, run_id)
  if (!force) return { run_id, status: asked.status, was_running: true, killed: null }
  const ended = await endedByOwner(services, asked)
  if (ended !== undefined) return { run_id, status: ended.status, was_running: true, killed: 'by owner' }
  const taken = await takeFromOwner(services, asked)
  if (taken !== undefined) return endHere(services, taken, { by, killed: 'from outside' })
  // Somebody else was faster, and ends it.
  const { status } = (await endedByOwner(services, requireRun(services, run_id))) ?? requireRun(services, run_id)
  return { run_id, status, was_running: true, killed: 'from outside' }
}

function isTerminal({ status }: RunRecord): boolean {
  return (TERMINAL_STATUSES as readonly string[]).includes(status)
}

function claimed({ store }: Services, run_id: string, from?: Owner): Fence | undefined {
  try {
    return store.runs.claim(run_id, currentOwner(), from === undefined ? {} : { from })
  } catch (error) {
    if (error instanceof ClawError && error.code === 'RUN_HELD') return undefined
    throw error
  }
}

/** The run when its owner has let go of it; undefined when that gives no sign of life, or takes too long. */
async function endedByOwner(services: Services, asked: RunRecord): Promise<RunRecord | undefined> {
  for (let waited = 0; waited < KILL_LIMIT_MS; waited += LOOK_MS) {
    const run = requireRun(services, asked.run_id)
    if (run.owner === null) return run
    if (waited >= SILENCE_MS && run.heartbeat_at === asked.heartbeat_at) return undefined
    await sleep(LOOK_MS)
  }
  return undefined
}

/** The run first: its owner can write nothing any more when it goes on. Then what that has started for it. Undefined: it has another owner by now. */
async function takeFromOwner(services: Services, { run_id, owner }: RunRecord): Promise<Fence | undefined> {
  const { store, config } = services
  if (owner === null) return claimed(services, run_id)
  if (owner.host !== hostname())
    throw new ClawError('RUN_HELD', `Run ${run_id} is held by process ${owner.pid} on ${owner.host}, which does not answer.`, {
      fix: `claw cancel-run ${run_id} --force   # on ${owner.host}`,
      retryable: true,
    })
  const fence = claimed(services, run_id, owner)
  if (fence === undefined) return undefined
  const others = store.runs.heldBy(owner).length > 0
  const capsules = new Set(
    store.events.ofType(run_id, 'capsule.started').flatMap((event) => (event.type === 'capsule.started' ? [event.data.pid] : [])),
  )
  const { endChildren } = await import('../../sandbox/end-children.ts')
  // A process that carries on other runs keeps what it has started for them, and the runs that it has set free.
  await endChildren(owner, ({ pid, command }) => (others ? capsules.has(pid) : !command.includes(`${config.packageDir}/dist/claw.js`)))
  return fence
}

function endHere(services: Services, fence: Fence, { by, killed }: { by: string; killed: CancelledRun['killed'] }): CancelledRun {
  const { store } = services
  const { run_id } = fence
  const run = requireRun(services, run_id)
  const error = { code: 'CANCELLED', message: `Cancelled by ${by}.`, fix: 'Start it again.' }
  // It may have ended between the look and the claim.
  if (isTerminal(run)) {
    store.runs.release(fence)
    return { run_id, status: run.status, was_running: false, killed: null }
  }
  store.transaction(fence, () => {
    store.runs.update(fence, { status: 'cancelled', waiting_reason: null, exit_code: 130, error, ended_at: Date.now() })
    for (const { approval_id } of store.approvals.list({ status: 'pending', run_id, limit: 1000 }))
      store.approvals.decide(approval_id, { status: 'expired', by: 'claw' })
    creditTheRest(creditContext(services, run, fence), { status: 'cancelled', error })
    store.events.append(fence, {
      type: 'run.ended',
      data: { status: 'cancelled', exit_code: 130, result: null, error, duration_ms: Math.max(0, Date.now() - run.created_at) },
    })
    const detail = killed === null ? {} : { detail: { killed } }
    store.audit.append({ actor: by, action: 'run.cancelled', target: run_id, run_id, ...detail })
  })
  store.runs.release(fence)
  return { run_id, status: 'cancelled', was_running: true, killed }
}
