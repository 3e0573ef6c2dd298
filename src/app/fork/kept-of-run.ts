import type { RunEvent } from '../../protocol/events.ts'
import type { AttemptRecord, JournalEntry, SubtaskRecord } from '../../store/records.ts'
import { intentIds } from '../replay/intent-ids.ts'
import type { Recording } from '../replay/recording.ts'
import { entriesOf, type StepPlace } from './fork-steps.ts'

/** What a fork takes over. */
export interface KeptOfRun {
  /** Of the plan; those that are not `done` are open again. */
  readonly subtasks: readonly { readonly row: SubtaskRecord; readonly done: boolean }[]
  readonly attempts: readonly AttemptRecord[]
  readonly journal: readonly JournalEntry[]
  readonly events: readonly RunEvent[]
  /** The attempt that the fork goes on with, for an intent. */
  readonly open: AttemptRecord | null
}

/** Everything before the step: what does not depend on it, and of its own attempt the intents before it. */
export function keptOfRun(recording: Recording, place: StepPlace): KeptOfRun {
  const planned = plannedRows(recording, place)
  const redone = redoneBy(recording, place)
  const done = planned.filter((row) => isSettled(row) && !redone.has(row.spec.id))
  const ids = new Set(done.map(({ spec }) => spec.id))
  const intent = place.kind === 'intent' ? beforeIntent(recording, place.row, place.entry) : null
  const children = delegatedBy(recording, ids, intent?.entries ?? [])
  for (const { spec } of children) ids.add(spec.id)
  const phases = new Set(planned.map(({ spec }) => spec.phase))
  const revisions = keptRevisions(recording, new Set(planned.map(({ spec }) => spec.id)))
  const inScope = (scope: string): boolean => ids.has(scope) || isKeptScope(scope, { ids, phases, revisions })
  return {
    subtasks: [...planned.map((row) => ({ row, done: ids.has(row.spec.id) })), ...children.map((row) => ({ row, done: true }))],
    attempts: recording.attempts.filter(({ subtask_id }) => ids.has(subtask_id)),
    journal: [...recording.journal.filter((entry) => inScope(entry.subtask_id)), ...(intent?.entries ?? [])].sort((a, b) => a.seq - b.seq),
    events: recording.events.filter((event) => isKeptEvent(event, inScope, phases) || (intent?.events.has(event.seq) ?? false)),
    open: intent?.attempt ?? null,
  }
}

/** The rows of the plan as it was when the step began: what a later replan added is not known yet, and what it dropped is there. */
function plannedRows({ subtasks, events }: Recording, place: StepPlace): SubtaskRecord[] {
  if (place.kind === 'plan' && place.phase === 'discovery') return []
  const phases = firstPhaseOnly(place) ? ['discovery'] : ['discovery', 'execution']
  const rows = subtasks.filter(({ spec }) => spec.delegated_by === undefined && phases.includes(spec.phase))
  if (place.kind === 'synthesis' || place.kind === 'plan') return rows
  const began = events.find((event) => event.subtask_id === place.row.spec.id)?.seq ?? 0
  const later = events.flatMap((event) => (event.type === 'plan.revised' && event.seq > began ? [event.data] : []))
  const added = new Set(later.flatMap((data) => data.added.map(({ id }) => id)))
  const dropped = new Set(later.flatMap((data) => data.dropped))
  return rows.filter(({ spec }) => !added.has(spec.id)).map((row) => (dropped.has(row.spec.id) ? { ...row, dropped: null } : row))
}

// What was found out is the ground that the second plan stands on.
function firstPhaseOnly(place: StepPlace): boolean {
  if (place.kind === 'plan') return place.phase === 'execution'
  return place.kind !== 'synthesis' && place.row.spec.phase === 'discovery'
}

/** The subtask itself, and everything that was built on it. */
function redoneBy({ subtasks }: Recording, place: StepPlace): Set<string> {
  if (place.kind === 'plan' || place.kind === 'synthesis') return new Set()
  const redone = new Set([place.row.spec.id])
  for (let size = 0; size !== redone.size; ) {
    size = redone.size
    for (const { spec } of subtasks) if (spec.depends_on.some((id) => redone.has(id))) redone.add(spec.id)
  }
  return redone
}

function isSettled({ status, dropped }: SubtaskRecord): boolean {
  return status === 'succeeded' || dropped !== null
}

/** Work that was given away, by a subtask that is kept or by an intent before the step. */
function delegatedBy({ subtasks, journal }: Recording, ids: ReadonlySet<string>, before: readonly JournalEntry[]): SubtaskRecord[] {
  const kept = new Set(ids)
  const parents = new Set(
    before.filter(({ kind, state }) => kind === 'delegate' && state === 'done').map(({ request_hash }) => request_hash),
  )
  const given = journal
    .filter(({ kind, request_hash }) => kind === 'delegate' && parents.has(request_hash))
    .map(({ request }) => JSON.stringify(request))
  const children: SubtaskRecord[] = []
  for (const row of subtasks) {
    const { id, delegated_by, task } = row.spec
    if (delegated_by === undefined || row.status !== 'succeeded') continue
    const mine =
      kept.has(delegated_by) || given.some((request) => request.includes(JSON.stringify(task.split('\n\nContext:\n')[0]).slice(1, -1)))
    if (!mine) continue
    kept.add(id)
    children.push(row)
  }
  return children
}

function beforeIntent(recording: Recording, row: SubtaskRecord, step: JournalEntry) {
  const all = entriesOf(recording, row)
  const entries = all.filter((entry) => entry.seq < step.seq && entry.state === 'done')
  const attempt = recording.attempts.find((one) => one.subtask_id === row.spec.id && one.attempt === row.attempt) ?? null
  const mine = recording.events.filter((event) => event.subtask_id === row.spec.id)
  const ids = intentIds(all, recording.events)
  const keptIds = new Set(entries.flatMap((entry) => ids.get(entry.seq) ?? []))
  const stepId = ids.get(step.seq)
  const isOwn = (event: RunEvent, id: string | undefined): boolean =>
    event.attempt === row.attempt && id !== undefined && intentOf(event) === id
  const from = mine.find((event) => isOwn(event, stepId))?.seq ?? Number.MAX_SAFE_INTEGER
  const events = mine.filter((event) => {
    const id = intentOf(event)
    if (event.attempt !== null && event.attempt !== row.attempt) return event.attempt < row.attempt
    if (id !== undefined) return keptIds.has(id)
    return event.seq < from && !ENDS.includes(event.type)
  })
  return { entries, attempt, events: new Set(events.filter(isHistory).map(({ seq }) => seq)) }
}

const ENDS: readonly RunEvent['type'][] = [
  'subtask.succeeded',
  'subtask.failed',
  'subtask.judged',
  'agent.credited',
  'memory.written',
  'memory.refused',
]

function intentOf(event: RunEvent): string | undefined {
  const { data } = event
  return 'intent_id' in data ? data.intent_id : undefined
}

interface KeptScopes {
  readonly ids: ReadonlySet<string>
  readonly phases: ReadonlySet<string>
  readonly revisions: ReadonlySet<string>
}

/** The coordinator's own journal: plans of a phase that stays, routes and creations of subtasks that stay, replans with the plan that they made. */
function isKeptScope(scope: string, { ids, phases, revisions }: KeptScopes): boolean {
  const [name = '', of = ''] = scope.replace(/^@/, '').split(/\.(.*)/s)
  if (!scope.startsWith('@') || name === 'synthesis') return false
  if (name === 'replan') return revisions.has(of)
  // The first call may have planned the execution at once.
  if (name === 'plan') return of === 'discovery' ? phases.size > 0 : phases.has(of)
  return ids.has(of)
}

function keptRevisions({ events }: Recording, planned: ReadonlySet<string>): Set<string> {
  const revised = events.flatMap((event) => (event.type === 'plan.revised' ? [event.data] : []))
  return new Set(revised.filter(({ added }) => added.every(({ id }) => planned.has(id))).map(({ n }) => String(n)))
}

function isKeptEvent(event: RunEvent, inScope: (scope: string) => boolean, phases: ReadonlySet<string>): boolean {
  if (!isHistory(event)) return false
  if (event.subtask_id !== null) return inScope(event.subtask_id)
  switch (event.type) {
    case 'plan.created':
      return phases.has(event.data.phase)
    case 'plan.revised':
      return event.data.added.every(({ id }) => inScope(id)) && phases.size > 0
    case 'model.requested':
    case 'model.finished':
      return inScope(event.data.intent_id.replace(/\.\d+$/, ''))
    default:
      return event.type === 'task.ingested' || event.type === 'run.tainted'
  }
}

/** What tells of the work; not of the run as such, nor of questions, whose answers were given to another run. */
function isHistory({ type }: RunEvent): boolean {
  return !/^(run\.(?!tainted)|approval\.|question\.|grant\.|effect\.|capsule\.|synthesis\.|agent\.(credited|degraded|restored|evolved)|model\.(streamed|retried))/.test(
    type,
  )
}
