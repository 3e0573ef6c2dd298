import type { EventOf, RunEvent } from '../protocol/events.ts'
import { judgedAnew, judgedCriteria, unjudged } from './criterion-view.ts'
import { lastAction } from './last-action.ts'
import type { SubtaskView } from './run-view.ts'

/** What an event changes in the subtasks of a view. */
export function reduceSubtasks(subtasks: Subtasks, event: RunEvent): Subtasks {
  if (event.type === 'plan.created') return addSubtasks(subtasks, event.data.subtasks)
  if (event.type === 'plan.revised') return reviseSubtasks(subtasks, event)
  const index = event.subtask_id === null ? -1 : subtasks.findIndex(({ id }) => id === event.subtask_id)
  const before = subtasks[index]
  if (before === undefined) return subtasks
  const after = withAction(reduceOne(before, event), event)
  return after === before ? subtasks : subtasks.with(index, after)
}

type Subtasks = readonly SubtaskView[]

function addSubtasks(subtasks: Subtasks, planned: readonly Planned[]): Subtasks {
  const known = new Set(subtasks.map(({ id }) => id))
  const added = planned.filter(({ id }) => !known.has(id)).map(pendingSubtask)
  return [...subtasks, ...added]
}

function reviseSubtasks(subtasks: Subtasks, { data }: EventOf<'plan.revised'>): Subtasks {
  const revised = subtasks.map((subtask) => {
    const edited = data.edited.find(({ id }) => id === subtask.id)
    const now =
      edited === undefined
        ? subtask
        : {
            ...subtask,
            title: edited.title,
            task: edited.task,
            depends_on: edited.depends_on,
            criteria: unjudged(edited.acceptance_criteria),
          }
    return data.dropped.includes(subtask.id) ? { ...now, dropped: true, status: now.status === 'pending' ? 'skipped' : now.status } : now
  })
  return addSubtasks(revised, data.added)
}

type Planned = EventOf<'plan.created'>['data']['subtasks'][number]

function pendingSubtask(planned: Planned): SubtaskView {
  const { id, title, phase, task, depends_on, acceptance_criteria } = planned
  return {
    id,
    title,
    phase,
    task,
    depends_on,
    status: 'pending',
    dropped: false,
    agent_id: null,
    attempts: 0,
    started_at: null,
    duration_ms: null,
    tool_calls: 0,
    input_tokens: 0,
    output_tokens: 0,
    last_action: '',
    criteria: unjudged(acceptance_criteria),
    result: null,
    error: null,
  }
}

function reduceOne(subtask: SubtaskView, event: RunEvent): SubtaskView {
  const attempts = Math.max(subtask.attempts, event.attempt ?? 0)
  switch (event.type) {
    case 'route.decided':
    case 'subtask.queued':
      return { ...subtask, agent_id: event.data.agent_id ?? subtask.agent_id }
    case 'subtask.started':
      return started(subtask, event, attempts)
    case 'subtask.judged':
      return { ...subtask, criteria: judgedCriteria(subtask.criteria, event.data) }
    case 'subtask.succeeded':
      return { ...subtask, status: 'succeeded', result: event.data.result, duration_ms: event.data.duration_ms, error: null }
    case 'subtask.failed': {
      const { error, final, duration_ms } = event.data
      return { ...subtask, attempts, status: final ? 'failed' : 'pending', error, duration_ms }
    }
    case 'subtask.skipped':
      return { ...subtask, status: 'skipped' }
    case 'tool.finished':
      return event.data.replayed ? subtask : { ...subtask, tool_calls: subtask.tool_calls + 1 }
    case 'model.finished':
      return event.data.replayed ? subtask : withTokens(subtask, event)
    case 'approval.requested':
    case 'question.asked':
      return { ...subtask, status: 'waiting' }
    case 'approval.decided':
    case 'question.answered':
      return subtask.status === 'waiting' ? { ...subtask, status: 'running' } : subtask
    default:
      return subtask
  }
}

function withAction(subtask: SubtaskView, event: RunEvent): SubtaskView {
  const last_action = lastAction(event) ?? subtask.last_action
  return last_action === subtask.last_action ? subtask : { ...subtask, last_action }
}

function started(subtask: SubtaskView, event: EventOf<'subtask.started'>, attempts: number): SubtaskView {
  const { agent_id, resumed } = event.data
  const criteria = resumed ? subtask.criteria : judgedAnew(subtask.criteria)
  return { ...subtask, attempts, criteria, status: 'running', agent_id, started_at: Date.parse(event.at), error: null }
}

function withTokens(subtask: SubtaskView, event: EventOf<'model.finished'>): SubtaskView {
  const { usage } = event.data
  if (usage === null) return subtask
  return {
    ...subtask,
    input_tokens: subtask.input_tokens + usage.input_tokens,
    output_tokens: subtask.output_tokens + usage.output_tokens,
  }
}
