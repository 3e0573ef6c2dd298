import { visibleLine } from '../kernel/visible-text.ts'
import type { EventData, RunEvent } from '../protocol/events.ts'
import { verdictText } from './criterion-view.ts'
import { formatDuration } from './format.ts'
import { evaluationText, grantText } from './grant-text.ts'
import { memoryLine } from './memory-line.ts'
import { type Paint, PLAIN } from './paint.ts'
import type { RunView, SubtaskView } from './run-view.ts'
import { padText } from './text-width.ts'
import { askedCall, toolLine } from './tool-line.ts'

export interface ProgressOptions {
  readonly paint?: Paint
  /** Why this engine: shown beside it. */
  readonly engineReason?: string
}

const LABEL_COLUMNS = 8
const AGENT_COLUMNS = 18

/** What a person is told about an event while a run goes on; undefined: nothing. `view` is the view after the event. Without a newline at the end. */
export function progressLine(event: RunEvent, view: RunView, options: ProgressOptions = {}): string | undefined {
  const parts = progressWords(event, view, options)
  if (parts === undefined) return undefined
  const [label, text] = parts
  const paint = options.paint ?? PLAIN
  const tint = WARNING_LABELS.has(label) ? paint.yellow : paint.cyan
  return `${tint(padText(label, LABEL_COLUMNS))}${visibleLine(text)}`
}

const WARNING_LABELS = new Set(['failed', 'waiting', 'asks', 'note', 'denied', 'in doubt', 'stopping', 'retry', 'not met', 'open'])

/** Its label and the words beside it; undefined: it is no news while a run goes on. */
export function progressWords(event: RunEvent, view: RunView, options: ProgressOptions = {}): readonly [string, string] | undefined {
  switch (event.type) {
    case 'run.started':
      return ['engine', engineText(event.data, options.engineReason)]
    case 'run.forked':
      return ['fork', forkText(event.data)]
    case 'run.resumed':
      return ['resumed', `run ${view.run_id}, which was ${event.data.previous_status}`]
    case 'plan.created':
      return ['plan', planWords(event.data, view)]
    case 'plan.revised':
      return ['plan', revisionText(event.data)]
    case 'plan.rejected':
      return ['failed', `plan: ${event.data.errors.join('; ')}`]
    case 'agent.created':
      return ['agent', `${event.data.agent_id} was made: ${event.data.description}`]
    case 'agent.learned_example':
      return ['agent', `${event.data.agent_id} learns this task as an example: ${event.data.reason}`]
    case 'agent.changed':
      return changeWords(event.data)
    case 'subtask.started':
      return ['agent', agentText(event.data.agent_id, titleOf(event, view))]
    case 'subtask.succeeded':
      return ['done', agentText(agentOf(event, view), `${titleOf(event, view)}   ${formatDuration(event.data.duration_ms)}`)]
    case 'subtask.failed':
      return [
        'failed',
        agentText(agentOf(event, view), `${event.data.error.code}: ${event.data.error.message}${event.data.final ? '' : ' (tries again)'}`),
      ]
    case 'subtask.skipped':
      return ['skipped', `${titleOf(event, view)}: ${event.data.reason}`]
    case 'tool.requested':
      return ['tool', agentText(agentOf(event, view), toolLine(event.data.tool, event.data.args))]
    case 'tool.decided':
      return event.data.decision === 'deny' ? ['denied', `${event.data.tool}: ${event.data.reason} (${event.data.rule})`] : undefined
    case 'model.requested':
      return [
        'model',
        `${event.data.provider}/${event.data.model}: ${event.data.purpose}${event.data.maybe_paid_twice ? ' (asked again after a stop: may be paid twice)' : ''}`,
      ]
    case 'model.fell_back':
      return ['retry', `model: ${event.data.error.message}; ${event.data.provider}/${event.data.model} is asked instead`]
    case 'model.circuit':
      return ['model', circuitWords(event.data)]
    case 'model.retried':
      return ['retry', `model: ${event.data.error.message}; waits ${formatDuration(event.data.wait_ms)}`]
    case 'capsule.diverged':
      return ['note', `after the resume the agent asks something else than before: ${event.data.intent}`]
    case 'approval.requested':
      return ['asks', `${askedCall(event.data.summary, event.data.args)}   (${event.data.why})   claw approve ${event.data.approval_id}`]
    case 'approval.decided':
      return ['answer', `${event.data.decision} by ${event.data.by}`]
    case 'grant.made':
      return [
        'grant',
        `${event.data.grant_id} saved (${event.data.scope}): ${grantText(event.data.match).covers}   claw grants rm ${event.data.grant_id}`,
      ]
    case 'grant.evaluated':
      return ['grant', evaluationText(event.data)]
    case 'question.asked':
      return ['asks', `${event.data.question}   claw answer ${event.data.question_id} "<text>"`]
    case 'effect.in_doubt':
      return ['in doubt', toolLine(event.data.tool, event.data.args)]
    case 'memory.recalled':
    case 'memory.written':
    case 'memory.refused':
      return memoryLine(event)
    case 'run.waiting':
      return ['waiting', `for ${WAITING_WORDS[event.data.reason]}: ${event.data.fix}`]
    case 'run.cancelling':
      return ['stopping', `asked by ${event.data.by}`]
    case 'run.undone':
      return ['undone', `${event.data.undone} file changes put back by ${event.data.by}, ${event.data.skipped.length} stay`]
    case 'run.note':
      return ['note', event.data.text]
    case 'agent.evolved':
      return ['agent', `${event.data.agent_id} evolves: ${EVOLUTION_WORDS[event.data.what]}, ${event.data.reason}`]
    case 'agent.degraded':
      return ['agent', `${event.data.agent_id} is degraded: ${event.data.reason}; claw agent ${event.data.agent_id}`]
    case 'agent.restored':
      return ['agent', `${event.data.agent_id} is restored: ${event.data.reason}`]
    case 'subtask.judged':
      return [VERDICT_LABELS[event.data.verdict], agentText(agentOf(event, view), verdictText(event.data))]
    case 'synthesis.finished':
      return sourcesWords(event.data, view)
    case 'run.tainted':
    case 'task.ingested':
    case 'route.decided':
    case 'subtask.queued':
    case 'capsule.started':
    case 'capsule.exited':
    case 'capsule.progress':
    case 'tool.finished':
    case 'model.streamed':
    case 'model.finished':
    case 'grant.used':
    case 'question.answered':
    case 'effect.resolved':
    case 'agent.credited':
    case 'agent.genome_used':
    case 'run.ended':
      return undefined
    default:
      return event satisfies never
  }
}

// A recipe that answers although there is a model: said, so that nobody takes it for the model's answer.
function planWords({ engine, subtasks }: EventData<'plan.created'>, view: RunView): string {
  const steps = subtasks.map(({ title }, index) => `${index + 1} ${title}`).join('   ')
  return engine === 'rules' && view.configured_engine === 'model' ? `${steps}   by a recipe: the model is not asked` : steps
}

const VERDICT_LABELS = { met: 'checked', not_met: 'not met', open: 'open' } as const

// One subtask: its answer is what was printed.
function sourcesWords({ sources, parts = [] }: EventData<'synthesis.finished'>, view: RunView): readonly [string, string] | undefined {
  if (sources.length < 2 && parts.length === 0) return undefined
  const named = (ids: readonly string[]): string =>
    ids.map((id) => `${id} ${view.subtasks.find((subtask) => subtask.id === id)?.title ?? ''}`.trim()).join(', ')
  return ['sources', parts.length === 0 ? named(sources) : parts.map(({ part, subtasks }) => `${part}: ${named(subtasks)}`).join('   ')]
}

function revisionText({ outcome, by, reason, failed, dropped, edited, added }: EventData<'plan.revised'>): string {
  const what = [
    ...(dropped.length > 0 ? [`without ${dropped.join(', ')}`] : []),
    ...(edited.length > 0 ? [`${edited.map(({ id }) => id).join(', ')} changed`] : []),
    ...added.map(({ id, title }) => `${id} ${title}`),
  ]
  const made = { replaced: 'made anew', kept: 'no other way', rejected: 'no new plan' }[outcome]
  const because = failed.length > 0 ? ` after ${failed.map(({ id }) => id).join(', ')} failed` : ` by ${by}`
  return `${made}${because}${reason === '' ? '' : `: ${reason}`}${what.length > 0 ? `   ${what.join('   ')}` : ''}`
}

const EVOLUTION_WORDS = { born: 'a child is tried', replaced_parent: 'the child takes over', dropped: 'the child is dropped' } as const
function changeWords({ kind = 'agent', agent_id, what }: EventData<'agent.changed'>): readonly [string, string] {
  return kind === 'agent' && what.startsWith('changed since the last run')
    ? ['agent', `${agent_id} ${what}`]
    : ['note', `${kind} ${agent_id}: ${what}`]
}

const WAITING_WORDS = { approval: 'an approval', answer: 'an answer', in_doubt: 'a decision about an effect in doubt' } as const

function circuitWords({ provider, state, failures, retry_in_ms }: EventData<'model.circuit'>): string {
  if (state === 'open') return `${provider} failed ${failures} times in a row: it is left alone for ${formatDuration(retry_in_ms)}`
  return state === 'half_open' ? `${provider} is tried again` : `${provider} answers again`
}

function engineText(data: EventData<'run.started'>, reason: string | undefined): string {
  const name = data.model === null ? data.engine : `${data.engine} (${data.model})`
  // The next line of a fork tells what was chosen with it.
  return reason === undefined || data.origin.startsWith('fork:') ? name : `${name}   ${reason}`
}

function agentText(agent_id: string, text: string): string {
  return `${padText(agent_id, AGENT_COLUMNS)} ${text}`
}

function subtaskOf(event: RunEvent, view: RunView): SubtaskView | undefined {
  return view.subtasks.find((subtask) => subtask.id === event.subtask_id)
}

function titleOf(event: RunEvent, view: RunView): string {
  return subtaskOf(event, view)?.title ?? event.subtask_id ?? ''
}

function agentOf(event: RunEvent, view: RunView): string {
  const subtask = subtaskOf(event, view)
  return subtask?.agent_id ?? subtask?.title ?? ''
}

function forkText({ parent, step, set, kept }: EventData<'run.forked'>): string {
  const changes = set.length === 0 ? '' : ` with ${set.join(', ')}`
  return `of run ${parent} from ${step}${changes}; taken over: ${kept.join(', ') || 'no subtask'}`
}
