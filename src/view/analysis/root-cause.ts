import type { EventOf, RunEvent } from '../../protocol/events.ts'
import type { RunStatus } from '../../protocol/run.ts'
import type { RunStage } from '../stats/run-stage.ts'
import type { RootCause } from './analysis-rows.ts'
import { causeSentence } from './cause-sentence.ts'

type Failure = EventOf<'subtask.failed'>
/** What said no, or did not work, within an attempt. */
export type Evidence = EventOf<
  'tool.decided' | 'tool.finished' | 'model.finished' | 'approval.decided' | 'subtask.judged' | 'capsule.exited'
>

export interface CauseFinder {
  see(event: RunEvent, stage: RunStage): void
  /** As of now; `ended` is how the run was let go of, null while it goes on. */
  cause(ended: RunStatus | null): RootCause | null
}

/** What the first thing was that went wrong and was not made good: what failed because of it is no cause. */
export function createCauseFinder(): CauseFinder {
  const titles = new Map<string, string>()
  const failures = new Map<string, Failure>()
  const evidence = new Map<string, Evidence[]>()
  /** Of calls that the policy did not simply let through. */
  const rules = new Map<string, string>()
  let rejected: EventOf<'plan.rejected'> | null = null
  let cancelled: EventOf<'run.cancelling'> | null = null
  let ended: { readonly event: EventOf<'run.ended'>; readonly stage: RunStage } | null = null

  function see(event: RunEvent, stage: RunStage): void {
    keepEvidence(event)
    switch (event.type) {
      case 'plan.created':
        rejected = null
        for (const { id, title } of event.data.subtasks) titles.set(id, title)
        return
      case 'plan.revised':
        for (const { id, title } of [...event.data.edited, ...event.data.added]) titles.set(id, title)
        for (const id of event.data.dropped) failures.delete(id)
        return
      case 'plan.rejected':
        rejected = event
        return
      case 'subtask.started':
      case 'subtask.succeeded':
        failures.delete(event.subtask_id ?? '')
        return
      case 'subtask.failed':
        if (event.data.final) failures.set(event.subtask_id ?? '', event)
        return
      case 'run.cancelling':
        cancelled = event
        return
      case 'run.resumed':
        cancelled = null
        return
      case 'run.ended':
        ended = { event, stage }
        return
      default:
        return
    }
  }

  function keepEvidence(event: RunEvent): void {
    if (event.type === 'tool.decided' && event.data.decision !== 'allow') rules.set(callKey(event, event.data.intent_id), event.data.rule)
    if (!isEvidence(event)) return
    const key = attemptKey(event)
    evidence.set(key, [...(evidence.get(key) ?? []), event])
  }

  function cause(status: RunStatus | null): RootCause | null {
    if (ended === null || status === null || status === 'completed' || status === 'waiting') return null
    const { error } = ended.event.data
    if (status === 'cancelled' && cancelled !== null)
      return { ...placeOf(cancelled, ended.stage), sentence: `It was cancelled by ${cancelled.data.by}.`, code: 'CANCELLED', rule: null }
    const failure = firstOf(failures.values(), error?.code)
    if (failure !== undefined) return ofFailure(failure)
    if (rejected !== null) {
      const sentence = `The plan was rejected: ${rejected.data.errors.join(' ') || (error?.message ?? 'no reason is known')}`
      return { ...placeOf(rejected, 'plan'), sentence, code: error?.code ?? 'PLAN_INVALID', rule: null }
    }
    if (error === null) return null
    return { ...placeOf(ended.event, ended.stage), sentence: error.message, code: error.code, rule: null }
  }

  function ofFailure(failure: Failure): RootCause {
    const proof = proofOf(failure, [...(evidence.get(attemptKey(failure)) ?? []), ...(evidence.get(`${failure.subtask_id ?? ''} `) ?? [])])
    const isCall = proof?.type === 'tool.decided' || proof?.type === 'tool.finished'
    const rule = isCall ? (rules.get(callKey(proof, proof.data.intent_id)) ?? null) : null
    const sentence = causeSentence({ failure, title: titles.get(failure.subtask_id ?? '') ?? '', proof })
    return { ...placeOf(failure, stageOf(failure, proof)), seq: (proof ?? failure).seq, sentence, code: failure.data.error.code, rule }
  }

  return { see, cause }
}

function isEvidence(event: RunEvent): event is Evidence {
  switch (event.type) {
    case 'tool.decided':
      return event.data.decision === 'deny'
    case 'tool.finished':
    case 'model.finished':
      return !event.data.ok
    case 'approval.decided':
      return event.data.decision !== 'approved'
    case 'subtask.judged':
      return event.data.verdict === 'not_met'
    case 'capsule.exited':
      return event.data.code !== 0
    default:
      return false
  }
}

/** The first that ended the run with this code; without one the first of all. */
function firstOf(failures: Iterable<Failure>, code: string | undefined): Failure | undefined {
  const inOrder = [...failures].sort((a, b) => a.seq - b.seq)
  return inOrder.find((failure) => failure.data.error.code === code) ?? inOrder[0]
}

/** The newest that fits the code; an agent may have gone on after what is older. */
function proofOf({ data }: Failure, evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.findLast((event) => fits(event, data.error.code))
}

function fits(event: Evidence, code: string): boolean {
  switch (event.type) {
    case 'tool.decided':
      return code === 'POLICY_DENIED' || code === 'TOOL_NOT_ALLOWED'
    case 'tool.finished':
    case 'model.finished':
      return event.data.error?.code === code
    case 'approval.decided':
      return code === 'APPROVAL_DENIED' || code === 'APPROVAL_EXPIRED' || code === 'AGENT_CREATION_DENIED'
    case 'subtask.judged':
      return code === 'CRITERIA_UNMET'
    case 'capsule.exited':
      return code.startsWith('CAPSULE_')
    default:
      return event satisfies never
  }
}

function stageOf({ attempt, data }: Failure, proof: Evidence | undefined): RunStage {
  if (proof?.type === 'subtask.judged' || data.error.code === 'CRITERIA_UNMET') return 'check'
  return attempt === null || attempt === 0 ? 'route' : 'execute'
}

function attemptKey({ subtask_id, attempt }: RunEvent): string {
  return `${subtask_id ?? ''} ${attempt ?? ''}`
}

function callKey(event: RunEvent, intent_id: string): string {
  return `${attemptKey(event)} ${intent_id}`
}

function placeOf({ seq, subtask_id, attempt }: RunEvent, stage: RunStage): Pick<RootCause, 'seq' | 'stage' | 'subtask_id' | 'attempt'> {
  return { seq, stage, subtask_id, attempt }
}
