import { EVENT_DATA, type EventType, type NewEvent } from '../../../src/protocol/events.ts'
import { currentOwner } from '../../../src/store/owner.ts'
import type { Store } from '../../../src/store/store.ts'
import { hostileData } from './hostile-data.ts'
import { hostile } from './hostile-texts.ts'

export const HOSTILE_RUN = 'bad0bad0bad0'

const FIRST: readonly EventType[] = ['run.started', 'task.ingested', 'plan.created', 'route.decided', 'subtask.queued', 'subtask.started']
const LAST: readonly EventType[] = ['subtask.failed', 'run.ended']
/** About the run as a whole: they name no subtask. */
const WHOLE = /^(run|task|plan|synthesis)\./

/** A run in which every kind of event has happened, with hostile text wherever an event has text: new kinds of events by themselves. */
export function seedHostileRun(store: Store): void {
  const text = hostile('run.task')
  store.runs.create({
    run_id: HOSTILE_RUN,
    task: text,
    session_id: hostile('run.session').slice(0, 200),
    actor: `user:${hostile('run.actor').slice(0, 100)}`,
    origin: 'cli',
    workspace: hostile('run.workspace').slice(0, 300),
    engine: 'model',
    options: {},
  })
  const fence = store.runs.claim(HOSTILE_RUN, currentOwner())
  store.transaction(fence, () => {
    for (const type of inOrder()) store.events.append(fence, eventOf(type))
    const error = { code: 'MODEL_BAD_RESPONSE', message: hostile('run.error'), fix: hostile('run.error.fix') }
    store.runs.update(fence, { status: 'failed', exit_code: 1, result: null, error: error as never, ended_at: Date.now() })
  })
  store.audit.append({
    actor: `agent:${hostile('audit.actor').slice(0, 100)}`,
    action: 'tool.call',
    target: hostile('audit.target').slice(0, 500),
    run_id: HOSTILE_RUN,
    decision: 'deny',
    rule: hostile('audit.rule').slice(0, 300),
    reason: hostile('audit.reason'),
    detail: {
      steps: [{ rule: hostile('audit.step').slice(0, 300), origin: 'user', decision: 'deny', reason: hostile('audit.step.reason') }],
    },
  })
  store.runs.release(fence)
}

function inOrder(): EventType[] {
  const types = Object.keys(EVENT_DATA) as EventType[]
  const middle = types.filter((type) => !FIRST.includes(type) && !LAST.includes(type))
  return [...FIRST, ...middle, ...LAST]
}

function eventOf(type: EventType): NewEvent {
  const data = hostileData(EVENT_DATA[type], type) as Record<string, unknown>
  // The subtasks that are spoken of are those of the plan.
  for (const list of ['subtasks', 'edited', 'added']) for (const subtask of asObjects(data[list])) subtask['id'] = 's1'
  const at = WHOLE.test(type) ? {} : { subtask_id: 's1', attempt: 1 }
  return { type, data, actor: 'agent:evil', ...at } as unknown as NewEvent
}

function asObjects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}
