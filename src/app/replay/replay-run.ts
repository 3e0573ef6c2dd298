import { executeRun } from '../../coordinator/execute-run.ts'
import type { RunOptions } from '../../coordinator/ports.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { currentOwner, ownerIsAlive } from '../../store/owner.ts'
import type { ReplayReport } from '../../view/replay-rows.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import { requireOwnRun } from '../require-own-run.ts'
import { compareEvents } from './compare-events.ts'
import { createReplayStop, type ReplayStop } from './end-of-record.ts'
import { explainDifference } from './explain-difference.ts'
import { createPace } from './pace.ts'
import type { PlayedCounts } from './play-model.ts'
import type { Recording } from './recording.ts'
import { replayPorts } from './replay-ports.ts'
import { openScratchStore, type ScratchStore, seedRun } from './scratch-store.ts'
import { takeRecording } from './take-recording.ts'
import { ownPart } from './taken-over.ts'

/**
 * The run once more, by the same coordinator and capsules, everything from outside answered from its journal, in a registry that is thrown away; then its
 * events beside those of the record. Throws NOT_FOUND, RUN_BROUGHT, RUN_HELD, SANDBOX_MISSING, CANCELLED.
 */
export async function replayRun(services: Services, run_id: string, signal: AbortSignal): Promise<ReplayReport> {
  await services.catalog.fresh()
  const recording = takeRecording(services, run_id)
  requireOwnRun(services, run_id)
  requireReplayable(services, recording)
  const scratch = openScratchStore(services.redactor)
  try {
    const report = await playAndCompare(services, recording, scratch, signal)
    services.store.audit.append({
      actor: localActor(),
      action: 'run.replayed',
      target: run_id,
      run_id,
      decision: report.same ? 'same' : 'diverged',
    })
    return report
  } finally {
    scratch.close()
  }
}

function requireReplayable({ store, catalog }: Services, { run, attempts, events }: Recording): void {
  const owner = store.runs.get(run.run_id)?.owner
  // One that was killed after its end has an owner that is gone.
  if ((owner != null && ownerIsAlive(owner)) || run.status === 'queued')
    throw new ClawError('RUN_HELD', `Run ${run.run_id} is still going on.`, { fix: `claw watch ${run.run_id}`, retryable: true })
  const made = new Set(events.flatMap((event) => (event.type === 'agent.created' ? [event.data.agent_id] : [])))
  const gone = attempts.find(({ agent_id }) => !made.has(agent_id) && catalog.get(agent_id) === undefined)
  if (gone)
    throw new ClawError(
      'NOT_FOUND',
      `Agent '${gone.agent_id}', which did ${gone.subtask_id} of run ${run.run_id}, is not there any more.`,
      {
        fix: `claw agent restore ${gone.agent_id}`,
      },
    )
}

async function playAndCompare(
  services: Services,
  recording: Recording,
  { store }: ScratchStore,
  signal: AbortSignal,
): Promise<ReplayReport> {
  const { run_id } = recording.run
  const stop = createReplayStop()
  const onAbort = (): void => stop.abort(new ClawError('CANCELLED', 'The replay was cancelled.'))
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  const pace = createPace(recording.events)
  const counts: PlayedCounts = { model_calls: 0, tool_calls: 0 }
  try {
    seedRun(store, recording)
    for (const event of store.events.list(run_id)) pace.saw(event)
    const unsubscribe = store.events.subscribe(run_id, pace.saw)
    const equipment = await replayPorts(services, store, { recording: ownPart(recording), redactor: services.redactor, stop, counts, pace })
    try {
      await play(equipment.ports, recording, stop)
    } finally {
      unsubscribe()
      await equipment.close()
      if (signal.aborted) await equipment.killAll()
    }
    if (signal.aborted) throw new ClawError('CANCELLED', 'The replay was cancelled.')
    const end = stop.reason()
    const partly = end !== null && isCut(recording, end.kind)
    const compared = compareEvents(recording.events, store.events.list(run_id), { partly: end !== null })
    const first = compared.first ?? (end === null || partly ? null : asDifference(end.what))
    return {
      run_id,
      same: first === null,
      events: compared.same,
      ...counts,
      differences: first === null ? 0 : Math.max(1, compared.differences),
      first: first && explainDifference(first, recording, store),
      ended_early: partly ? (end?.what ?? null) : null,
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

type Ports = Parameters<typeof executeRun>[0]['ports']

// What a limit or a provider had failed went on by a resume: so it does here.
async function play(ports: Ports, { run, events }: Recording, stop: ReplayStop): Promise<void> {
  const options = { ...(run.options as RunOptions), timeout_ms: null, max_tokens: null, max_cost_usd: null }
  const resumes = events.filter((event) => event.type === 'run.resumed').length
  for (let n = 0; n <= resumes && stop.reason() === null; n += 1) {
    const { status } = await executeRun({ run_id: run.run_id, owner: currentOwner(), ports, inDoubt: null, options, signal: stop.signal })
    if (status !== 'interrupted' && status !== 'failed') return
  }
}

/** A run that was killed, cancelled or timed out has no further record, wherever its agents were. */
function isCut({ run }: Recording, kind: 'cut' | 'asked'): boolean {
  return kind === 'cut' || ['interrupted', 'cancelled', 'running'].includes(run.status)
}

function asDifference(what: string): NonNullable<ReplayReport['first']> {
  return { strand: 'run', type: '', subtask_id: null, attempt: null, seq: null, path: '', recorded: null, replayed: what, hint: null }
}
