import { type EventData, type EventType, parseRunEvent, type RunEvent } from '../../../src/protocol/events.ts'
import { reduceTrace } from '../../../src/view/trace/reduce-trace.ts'
import { emptyTrace, type Trace } from '../../../src/view/trace/trace.ts'
import type { TraceNode } from '../../../src/view/trace/trace-node.ts'

export const RUN_ID = 'abcdef012345'
const START = Date.parse('2026-01-02T03:04:05.000Z')

export interface Place {
  readonly subtask_id?: string | null
  readonly attempt?: number | null
  /** Milliseconds after the start. */
  readonly ms?: number
}

/** Makes events one after the other, 100 ms apart. */
export function eventMaker(): <T extends EventType>(type: T, data: EventData<T>, place?: Place) => RunEvent {
  let seq = 0
  return (type, data, { subtask_id = null, attempt = null, ms } = {}) => {
    seq += 1
    const at = new Date(START + (ms ?? seq * 100)).toISOString()
    return parseRunEvent({ seq, run_id: RUN_ID, at, actor: 'claw', type, subtask_id, attempt, data })
  }
}

export const at = (ms: number): number => START + ms

export function fold(events: readonly RunEvent[], from: Trace = emptyTrace(RUN_ID)): Trace {
  return events.reduce(reduceTrace, from)
}

/** `state address title`, indented. */
export function outline(node: TraceNode, depth = 0): string[] {
  const own = `${'  '.repeat(depth)}${node.state} ${node.address ?? '-'} ${node.detail.kind}: ${node.title}`
  return [own, ...node.children.flatMap((child) => outline(child, depth + 1))]
}

export const STARTED: EventData<'run.started'> = {
  task: 'Count the files',
  engine: 'model',
  workspace: '/w',
  session_id: 's',
  model: 'm1',
  origin: 'cli',
  claw_version: '0',
}

export const planned = (id: string, depends_on: string[] = []): EventData<'plan.created'>['subtasks'][number] => ({
  id,
  phase: 'execution',
  title: `Title of ${id}`,
  task: `Task of ${id}`,
  depends_on,
  required_tools: [],
  acceptance_criteria: ['it is done'],
  recipe_id: null,
})

export const plan = (...subtasks: EventData<'plan.created'>['subtasks']): EventData<'plan.created'> => ({
  phase: 'execution',
  engine: 'model',
  direct: false,
  reason: 'because',
  subtasks,
})

export const asks = (intent_id: string, more: Partial<EventData<'model.requested'>> = {}): EventData<'model.requested'> => ({
  intent_id,
  purpose: 'agent',
  provider: 'openai',
  model: 'm1',
  messages: [{ role: 'user', content: 'What\nnow?' }],
  tools: ['file_io'],
  maybe_paid_twice: false,
  ...more,
})

export const answers = (intent_id: string, more: Partial<EventData<'model.finished'>> = {}): EventData<'model.finished'> => ({
  intent_id,
  purpose: 'agent',
  provider: 'openai',
  model: 'm1',
  ok: true,
  content: 'This.',
  tool_calls: [],
  usage: { input_tokens: 10, output_tokens: 5, cached_tokens: 4 },
  cost_usd: 0.25,
  error: null,
  duration_ms: 90,
  replayed: false,
  ...more,
})

export const wants = (intent_id: string, hash = `hash-${intent_id}`): EventData<'tool.requested'> => ({
  intent_id,
  tool: 'file_io',
  args: { op: 'read', path: `a\u202e${intent_id}.txt` },
  args_hash: hash,
  reason: 'I need it',
})

export const decides = (intent_id: string, decision: 'allow' | 'ask' | 'deny' = 'allow'): EventData<'tool.decided'> => ({
  intent_id,
  tool: 'file_io',
  effect: 'read',
  decision,
  rule: 'workspace.read',
  reason: 'reading inside the workspace',
  args_hash: `hash-${intent_id}`,
  steps: [{ rule: 'workspace.read', origin: 'preset', decision, reason: 'reading inside the workspace' }],
})

export const finishes = (intent_id: string, more: Partial<EventData<'tool.finished'>> = {}): EventData<'tool.finished'> => ({
  intent_id,
  tool: 'file_io',
  ok: true,
  result: { content: 'one\ntwo\u0007' },
  error: null,
  bytes: 9,
  truncated: false,
  duration_ms: 3,
  replayed: false,
  ...more,
})

export const approval = (approval_id: string, args_hash: string, kind = 'tool'): EventData<'approval.requested'> => ({
  approval_id,
  kind,
  summary: 'file_io: Reader',
  why: 'outside (rule workspace.outside)',
  args: {},
  args_hash,
  expires_at: '2026-01-03T00:00:00.000Z',
})
