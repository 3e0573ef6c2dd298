import type { EventOf, RunEvent } from '../protocol/events.ts'
import { addModelUse } from './add-model-use.ts'
import { reduceOpenCalls } from './open-calls.ts'
import { reduceSubtasks } from './reduce-subtasks.ts'
import type { PlanView, RunView } from './run-view.ts'

/** One event later. Pure; an event that was seen before (seq not above the last) changes nothing. */
export function reduceRun(view: RunView, event: RunEvent): RunView {
  if (event.seq <= view.last_seq) return view
  return {
    ...reduceType(view, event),
    subtasks: reduceSubtasks(view.subtasks, event),
    open_calls: reduceOpenCalls(view.open_calls, event),
    last_seq: event.seq,
    last_event_at: Date.parse(event.at),
  }
}

function reduceType(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'run.started':
      return started(view, event)
    case 'run.resumed':
      return { ...view, status: 'running', waiting: null, ended_at: null, exit_code: null, error: null, resumes: view.resumes + 1 }
    case 'plan.created':
      return planned(view, event)
    case 'plan.revised':
      return { ...view, plans: view.plans.map((plan) => revised(plan, event)) }
    case 'plan.rejected':
      return { ...view, suggestions: event.data.suggestions }
    case 'agent.created':
      return { ...view, agents_created: [...view.agents_created, event.data.agent_id] }
    case 'subtask.succeeded':
      return { ...view, artifacts: mergeArtifacts(view.artifacts, event.data.artifacts) }
    case 'model.requested':
      return event.data.maybe_paid_twice ? { ...view, maybe_paid_twice: view.maybe_paid_twice + 1 } : view
    case 'model.finished':
      return addModelUse(view, event.data)
    case 'memory.recalled':
      return { ...view, recalled: [...view.recalled, ...event.data.items] }
    case 'memory.written':
      return event.data.renewed === true ? view : { ...view, learned: [...view.learned, learnedItem(event)] }
    case 'approval.requested':
      return withApproval(view, { ...event.data, status: 'pending' })
    case 'approval.decided':
      return decided(view, event)
    case 'question.asked':
      return { ...view, questions: [...view.questions, { ...event.data, answer: null, open: true }] }
    case 'question.answered':
      return answered(view, event)
    case 'effect.in_doubt':
      return { ...view, in_doubt: [...view.in_doubt, event.data] }
    case 'effect.resolved':
      return { ...view, in_doubt: view.in_doubt.filter((effect) => effect.intent_id !== event.data.intent_id) }
    case 'synthesis.finished':
      return synthesized(view, event)
    case 'run.waiting':
      return { ...view, status: 'waiting', waiting: event.data }
    case 'run.cancelling':
      return { ...view, cancelling_by: event.data.by }
    case 'run.note':
      return { ...view, notes: [...view.notes, event.data] }
    case 'run.ended':
      return ended(view, event)
    case 'run.forked':
    case 'run.undone':
    case 'grant.made':
    case 'grant.evaluated':
    case 'grant.used':
    case 'run.tainted':
    case 'task.ingested':
    case 'route.decided':
    case 'agent.changed':
    case 'agent.learned_example':
    case 'subtask.queued':
    case 'subtask.started':
    case 'subtask.failed':
    case 'subtask.skipped':
    case 'subtask.judged':
    case 'capsule.started':
    case 'capsule.exited':
    case 'capsule.progress':
    case 'capsule.diverged':
    case 'tool.requested':
    case 'tool.decided':
    case 'tool.finished':
    case 'model.streamed':
    case 'model.retried':
    case 'model.fell_back':
    case 'model.circuit':
    case 'memory.refused':
    case 'agent.credited':
    case 'agent.degraded':
    case 'agent.genome_used':
    case 'agent.evolved':
    case 'agent.restored':
      return view
    default:
      return event satisfies never
  }
}

function started(view: RunView, event: EventOf<'run.started'>): RunView {
  const { task, engine, workspace, session_id, model } = event.data
  return { ...view, status: 'running', task, workspace, session_id, model, configured_engine: engine, started_at: Date.parse(event.at) }
}

function planned(view: RunView, event: EventOf<'plan.created'>): RunView {
  const { phase, engine, direct, reason, subtasks } = event.data
  const plan = { phase, engine, direct, reason, titles: subtasks.map((subtask) => subtask.title), subtasks }
  const rules = view.used_rules || engine === 'rules'
  return { ...view, plans: [...view.plans, plan], used_rules: rules, used_model: view.used_model || engine === 'model' }
}

// What a replan adds is shown with the plan that went wrong.
function revised(plan: PlanView, { data }: EventOf<'plan.revised'>): PlanView {
  const touched = plan.subtasks.some(({ id }) => data.dropped.includes(id) || data.edited.some((edited) => edited.id === id))
  if (!touched) return plan
  const kept = plan.subtasks.filter(({ id }) => !data.dropped.includes(id))
  const subtasks = [...kept.map((subtask) => data.edited.find(({ id }) => id === subtask.id) ?? subtask), ...data.added]
  return { ...plan, subtasks, titles: subtasks.map(({ title }) => title) }
}

function learnedItem({ data }: EventOf<'memory.written'>): RunView['learned'][number] {
  return { id: data.memory_id, kind: data.kind, text: data.text, superseded: data.superseded ?? [] }
}

function synthesized(view: RunView, { data }: EventOf<'synthesis.finished'>): RunView {
  const { engine, sources, parts } = data
  return { ...view, used_model: view.used_model || engine === 'model', sources: parts ?? [{ part: null, subtasks: sources }] }
}

function mergeArtifacts(known: RunView['artifacts'], added: RunView['artifacts']): RunView['artifacts'] {
  const paths = new Set(added.map((artifact) => artifact.path))
  return [...known.filter((artifact) => !paths.has(artifact.path)), ...added]
}

function withApproval(view: RunView, approval: RunView['approvals'][number]): RunView {
  const { approval_id, kind, status, summary } = approval
  const others = view.approvals.filter((other) => other.approval_id !== approval_id)
  return { ...view, approvals: [...others, { approval_id, kind, status, summary }] }
}

function decided(view: RunView, event: EventOf<'approval.decided'>): RunView {
  const { approval_id, decision } = event.data
  const approvals = view.approvals.map((item) => (item.approval_id === approval_id ? { ...item, status: decision } : item))
  return { ...view, approvals }
}

function answered(view: RunView, event: EventOf<'question.answered'>): RunView {
  const { question_id, answer } = event.data
  return { ...view, questions: view.questions.map((item) => (item.question_id === question_id ? { ...item, answer, open: false } : item)) }
}

function ended(view: RunView, event: EventOf<'run.ended'>): RunView {
  const { status, result, error, exit_code, duration_ms } = event.data
  const shown = error === null ? null : withoutUndefined(error)
  return { ...view, status, result, error: shown, exit_code, duration_ms, ended_at: Date.parse(event.at) }
}

function withoutUndefined(error: NonNullable<EventOf<'run.ended'>['data']['error']>): NonNullable<RunView['error']> {
  const { where, ...rest } = error
  return where === undefined ? rest : { ...rest, where }
}
