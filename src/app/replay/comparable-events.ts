import { hashJson } from '../../kernel/hash.ts'
import { isJsonObject, type Json, type JsonObject, toJson } from '../../kernel/json.ts'
import type { EventType, RunEvent } from '../../protocol/events.ts'

/** An event without what belongs to the moment and the machine, and the strand of the run whose order it keeps. */
export interface ComparableEvent {
  readonly event: RunEvent
  readonly strand: string
  readonly told: JsonObject
}

/** What belongs to the machine, to the way to a provider or to an interruption: it is not compared. */
const CIRCUMSTANCES: readonly EventType[] = [
  'run.note',
  'run.forked',
  'run.resumed',
  'run.cancelling',
  'run.undone',
  'agent.changed',
  'agent.degraded',
  'agent.restored',
  'agent.evolved',
  'capsule.started',
  'capsule.exited',
  'capsule.progress',
  'capsule.diverged',
  'model.retried',
  'model.fell_back',
  'model.circuit',
  'model.streamed',
  'grant.made',
  'grant.evaluated',
  'grant.used',
  'effect.in_doubt',
  'effect.resolved',
]

/** Members that differ from one carrying out to the next. */
const MOMENTARY: readonly string[] = [
  'duration_ms',
  'expires_at',
  'approval_id',
  'question_id',
  'memory_id',
  'superseded',
  'grant_id',
  'seq',
  'folder',
  'embedder',
  'claw_version',
  'maybe_paid_twice',
  'replayed',
  'resumed',
  'status_after',
  'where',
  'fix',
  'ids',
  'scope',
  // A replay has no budget, and pays nothing.
  'max_tokens',
  'price_as_of',
  'waited_ms',
]

/** What a run did, as it would be without the interruptions that it went through. */
export function comparableEvents(events: readonly RunEvent[]): ComparableEvent[] {
  const strandOf = createStrands()
  return withoutInterruptions(events).flatMap((event): ComparableEvent[] => {
    const strand = strandOf(event)
    return strand === undefined ? [] : [{ event, strand, told: { type: event.type, actor: event.actor, data: told(event) } }]
  })
}

/** The strand of each event, given one after the other; undefined: it is not compared. */
export function createStrands(): (event: RunEvent) => string | undefined {
  const asked = new Map<string, string>()
  return (event) => (CIRCUMSTANCES.includes(event.type) ? undefined : strandOf(event, asked))
}

/** Subtasks and intents go on side by side: only within one of them the order means something. */
function strandOf(event: RunEvent, asked: Map<string, string>): string {
  const place = `${event.subtask_id ?? ''}/${event.attempt ?? ''}`
  switch (event.type) {
    case 'model.requested':
    case 'model.finished':
      return `model ${place}/${event.data.intent_id}`
    case 'tool.requested':
    case 'tool.decided':
    case 'tool.finished':
      return `tool ${place}/${event.data.intent_id}`
    case 'approval.requested':
      asked.set(event.data.approval_id, event.data.args_hash)
      return `ask ${place}/${event.data.args_hash}`
    case 'approval.decided':
      return `ask ${place}/${asked.get(event.data.approval_id) ?? ''}`
    case 'question.asked':
      asked.set(event.data.question_id, event.data.question)
      return `ask ${place}/${event.data.question}`
    case 'question.answered':
      return `ask ${place}/${asked.get(event.data.question_id) ?? ''}`
    case 'run.tainted':
      return `taint ${event.data.kind}`
    case 'agent.credited':
      return `credit ${event.subtask_id ?? ''}`
    case 'memory.recalled':
    case 'memory.written':
    case 'memory.refused':
      return `memory ${place}`
    default:
      return event.subtask_id === null ? 'run' : `subtask ${event.subtask_id}`
  }
}

function told(event: RunEvent): Json {
  // Which of two subtasks at once reads first is chance, and so is what the agent had done before.
  if (event.type === 'run.tainted') return { kind: event.data.kind }
  if (event.type === 'agent.credited') {
    const { agent_id, outcome = null, reason = null, tool_calls } = event.data
    return { agent_id, outcome, reason, tool_calls }
  }
  return lasting(toJson(event.data))
}

function lasting(value: Json): Json {
  if (Array.isArray(value)) return value.map(lasting)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (MOMENTARY.includes(key) ? [] : [[key, lasting(item)]])))
}

function withoutInterruptions(events: readonly RunEvent[]): RunEvent[] {
  const lastResume = events.findLastIndex((event) => event.type === 'run.resumed')
  return events.filter((event, i) => {
    const later = (test: (other: RunEvent) => boolean): boolean =>
      events.slice(i + 1).some((other) => test(other) && isSamePlace(event, other))
    switch (event.type) {
      case 'run.waiting':
      case 'run.ended':
        return i > lastResume
      case 'subtask.started':
        return !event.data.resumed
      case 'subtask.failed':
        return !later((other) => other.type === 'subtask.started' && other.data.resumed) && !isTakenUpAgain(event, events.slice(i + 1))
      case 'model.requested':
        return !later((other) => other.type === 'model.requested' && isSameCall(event, other))
      case 'model.finished':
        return !later(
          (other) => other.type === 'model.requested' && other.data.maybe_paid_twice && other.data.intent_id === event.data.intent_id,
        )
      default:
        return true
    }
  })
}

// Before its first attempt, by a limit of the run that was raised.
function isTakenUpAgain({ subtask_id, attempt }: RunEvent, later: readonly RunEvent[]): boolean {
  return attempt === null && later.some((other) => other.type === 'route.decided' && other.subtask_id === subtask_id)
}

function isSamePlace(a: RunEvent, b: RunEvent): boolean {
  return a.subtask_id === b.subtask_id && a.attempt === b.attempt
}

function isSameCall(a: RunEvent & { type: 'model.requested' }, b: RunEvent & { type: 'model.requested' }): boolean {
  return b.data.maybe_paid_twice && a.data.intent_id === b.data.intent_id && hashJson(a.data.messages) === hashJson(b.data.messages)
}
