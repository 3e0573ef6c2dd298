import type { RunEvent } from '../../protocol/events.ts'

/** Milliseconds that a subtask was worked on: without the time in which a person was waited for, and without that in which nobody held the run. */
export function workingTime(events: readonly RunEvent[], subtask_id: string): number {
  const clock = { worked: 0, since: null as number | null, asked: new Set<string>() }
  let last = 0
  for (const event of events) {
    const at = Date.parse(event.at)
    if (event.type === 'run.ended' || event.type === 'run.resumed') stop(clock, last)
    else if (event.subtask_id === subtask_id) step(clock, event, at)
    last = at
  }
  stop(clock, last)
  return clock.worked
}

interface WorkClock {
  worked: number
  since: number | null
  /** Requests that a person has not answered. */
  asked: Set<string>
}

function step(clock: WorkClock, event: RunEvent, at: number): void {
  switch (event.type) {
    case 'subtask.started':
      start(clock, at)
      break
    case 'subtask.succeeded':
    case 'subtask.failed':
      stop(clock, at)
      break
    case 'approval.requested':
      pause(clock, event.data.approval_id, at)
      break
    case 'question.asked':
      pause(clock, event.data.question_id, at)
      break
    case 'approval.decided':
      goOn(clock, event.data.approval_id, at)
      break
    case 'question.answered':
      goOn(clock, event.data.question_id, at)
      break
    default:
  }
}

function start(clock: WorkClock, at: number): void {
  clock.asked.clear()
  clock.since ??= at
}

function pause(clock: WorkClock, id: string, at: number): void {
  if (clock.since === null && clock.asked.size === 0) return
  stop(clock, at)
  clock.asked.add(id)
}

function goOn(clock: WorkClock, id: string, at: number): void {
  if (clock.asked.delete(id) && clock.asked.size === 0) clock.since = at
}

function stop(clock: WorkClock, at: number): void {
  if (clock.since !== null) clock.worked += Math.max(0, at - clock.since)
  clock.since = null
}
