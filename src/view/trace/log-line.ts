import type { RunEvent } from '../../protocol/events.ts'
import { formatBytes, formatDuration } from '../format.ts'
import { type Line, line, type Meaning, span } from '../menu/span.ts'
import { progressWords } from '../progress-line.ts'
import type { RunView } from '../run-view.ts'
import { visibleLine } from '../shown-text.ts'
import { padText } from '../text-width.ts'

const LABEL_COLUMNS = 8

/** The pieces of a text that is being written are no lines of a log: the whole of it is one. */
export function isLogged({ type }: RunEvent): boolean {
  return type !== 'model.streamed'
}

/** An event in one line: when (local time), where, what. `run` gives the names; it may be a later view. */
export function logLine(event: RunEvent, run: RunView): Line {
  const [label, text] = progressWords(event, run) ?? quietWords(event)
  const place = event.subtask_id === null ? '' : `${visibleLine(event.subtask_id)}${event.attempt === null ? '' : `/${event.attempt}`}`
  return line(
    span(`${localTime(event.at)} `, 'dim'),
    span(`${padText(place, 5)} `, 'accent'),
    span(padText(label, LABEL_COLUMNS), labelAs(event)),
    visibleLine(text),
  )
}

function localTime(at: string): string {
  const date = new Date(at)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
}

const BAD: readonly RunEvent['type'][] = ['subtask.failed', 'plan.rejected', 'effect.in_doubt']
const WARN: readonly RunEvent['type'][] = [
  'model.retried',
  'model.fell_back',
  'model.circuit',
  'run.waiting',
  'run.cancelling',
  'approval.requested',
  'question.asked',
  'capsule.diverged',
]

function labelAs(event: RunEvent): Meaning {
  if (BAD.includes(event.type)) return 'bad'
  if (event.type === 'tool.finished' || event.type === 'model.finished') return event.data.ok ? 'good' : 'bad'
  if (event.type === 'subtask.succeeded') return 'good'
  return WARN.includes(event.type) ? 'warn' : 'plain'
}

/** What progress lines leave out. */
function quietWords(event: RunEvent): readonly [label: string, text: string] {
  switch (event.type) {
    case 'task.ingested':
      return ['task', `${event.data.characters} characters; embedder ${event.data.embedder}`]
    case 'route.decided':
      return ['route', `${event.data.action} ${event.data.agent_id ?? 'a new agent'}: ${event.data.reason}`]
    case 'subtask.queued':
      return ['queued', event.data.agent_id]
    case 'capsule.started':
      return ['capsule', `started, pid ${event.data.pid}, sandbox ${event.data.sandbox}`]
    case 'capsule.exited':
      return ['capsule', exitText(event.data)]
    case 'capsule.progress':
      return ['says', event.data.text]
    case 'tool.decided':
      return ['policy', `${event.data.tool}: ${event.data.decision} (${event.data.rule}) ${event.data.reason}`]
    case 'tool.finished':
      return ['result', finishedText(event.data)]
    case 'model.finished':
      return ['answer', answerText(event.data)]
    case 'grant.used':
      return ['grant', `${event.data.grant_id} allows ${event.data.tool}`]
    case 'question.answered':
      return ['answer', `${event.data.answer ?? 'nobody answered in time'} (${event.data.by})`]
    case 'effect.resolved':
      return ['in doubt', `${event.data.tool}: ${event.data.verdict} (${event.data.by})`]
    case 'memory.written':
      return ['memory', `${event.data.kind}: ${event.data.text}`]
    case 'memory.recalled':
      return ['memory', `nothing recalled for: ${event.data.query}`]
    case 'agent.credited':
      return ['record', `${event.data.agent_id}: ${event.data.outcome ?? (event.data.success ? 'success' : 'failure')}`]
    case 'agent.genome_used':
      return ['genome', `${event.data.agent_id}: ${event.data.genome_id}, generation ${event.data.generation}`]
    case 'run.tainted':
      return ['read', `${event.data.kind === 'untrusted' ? 'content from outside' : 'private data'}: ${event.data.source}`]
    case 'synthesis.finished':
      return ['answer', event.data.engine === 'none' ? 'the result as it is' : `put together by ${event.data.engine}`]
    case 'run.ended':
      return ['ended', `${event.data.status}, exit ${event.data.exit_code}, ${formatDuration(event.data.duration_ms)}`]
    default:
      return [event.type, '']
  }
}

type DataOf<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>['data']

function exitText({ code, signal, restarts }: DataOf<'capsule.exited'>): string {
  return `${signal === null ? `exit ${code ?? 'unknown'}` : `killed by ${signal}`}${restarts > 0 ? `, ${restarts} restarts` : ''}`
}

function finishedText({ tool, ok, error, bytes, duration_ms }: DataOf<'tool.finished'>): string {
  return ok
    ? `${tool}: ${formatBytes(bytes)} in ${formatDuration(duration_ms)}`
    : `${tool}: ${error?.code ?? 'failed'} ${error?.message ?? ''}`
}

function answerText({ ok, error, usage, tool_calls, duration_ms, content }: DataOf<'model.finished'>): string {
  if (!ok) return `${error?.code ?? 'failed'} ${error?.message ?? ''}`
  const wants = tool_calls.length === 0 ? `${content.length} characters` : `wants ${tool_calls.map(({ name }) => name).join(', ')}`
  const tokens = usage === null ? '' : `, ${usage.input_tokens}+${usage.output_tokens} tokens`
  return `${wants}${tokens} in ${formatDuration(duration_ms)}`
}
