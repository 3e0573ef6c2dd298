import type { EventOf, RunEvent } from '../../protocol/events.ts'
import type { KeptOfRun } from '../fork/kept-of-run.ts'
import type { Recording } from './recording.ts'

/** What stood in the fork before it was taken up. */
export function takenOver({ subtasks, attempts, journal, events }: Recording, { data, seq }: EventOf<'run.forked'>): KeptOfRun {
  const until = takenUp(events)
  const before = events.filter((event) => event.seq > seq && event.seq < until)
  const planned = new Set([
    ...data.kept,
    ...before.flatMap((event) => (event.type === 'plan.created' ? event.data.subtasks.map(({ id }) => id) : [])),
    ...before.flatMap((event) => (event.type === 'plan.revised' ? event.data.added.map(({ id }) => id) : [])),
  ])
  const isOpen = (row: { subtask_id: string; attempt: number }): boolean =>
    row.subtask_id === data.open?.subtask_id && row.attempt === data.open.attempt
  return {
    subtasks: subtasks.filter(({ spec }) => planned.has(spec.id)).map((row) => ({ row, done: data.kept.includes(row.spec.id) })),
    attempts: attempts.filter((row) => data.kept.includes(row.subtask_id)),
    journal: journal.filter((entry) => entry.seq <= data.journaled),
    events: before,
    open: attempts.find(isOpen) ?? null,
  }
}

/** What the run itself did: all of it, or of a fork what came after it was taken up. */
export function ownPart(recording: Recording): Recording {
  const { attempts, journal, events } = recording
  const forked = events.find((event) => event.type === 'run.forked')
  if (forked?.type !== 'run.forked') return recording
  const { kept, journaled } = forked.data
  const until = takenUp(events)
  return {
    ...recording,
    attempts: attempts.filter((row) => !kept.includes(row.subtask_id)),
    journal: journal.filter((entry) => entry.seq > journaled),
    events: events.filter((event) => event.seq <= forked.seq || event.seq >= until),
  }
}

function takenUp(events: readonly RunEvent[]): number {
  return events.find((event) => event.type === 'run.resumed')?.seq ?? Number.MAX_SAFE_INTEGER
}
