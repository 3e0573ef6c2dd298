import type { NewEvent } from '../../../src/protocol/events.ts'
import { currentOwner } from '../../../src/store/owner.ts'
import type { Store } from '../../../src/store/store.ts'

const LONG_RUN = '10a910a910a9'
const SUBTASKS = 20

/** A run that has ended with so many events (tool calls and models' answers of twenty subtasks), written straight into the store. Its id. */
export function seedLongRun(store: Store, events: number): string {
  const run = { run_id: LONG_RUN, task: `A long run of ${events} events`, session_id: LONG_RUN, actor: 'user:me', origin: 'cli' }
  store.runs.create({ ...run, workspace: '/w', engine: 'model', options: {} })
  const fence = store.runs.claim(LONG_RUN, currentOwner())
  store.transaction(fence, () => {
    for (const event of [...begin(run.task), ...middle(events - 4), ...end()]) store.events.append(fence, event)
    store.runs.update(fence, { status: 'completed', exit_code: 0, result: 'All of it is done.', ended_at: Date.now() })
  })
  store.runs.release(fence)
  return LONG_RUN
}

function begin(task: string): NewEvent[] {
  const subtasks = Array.from({ length: SUBTASKS }, (_, n) => ({
    id: subtaskId(n),
    phase: 'execution' as const,
    recipe_id: null,
    title: `Part ${n + 1}`,
    task: `Do part ${n + 1}`,
    depends_on: n < 4 ? [] : [subtaskId(n - 4)],
    acceptance_criteria: [],
    required_tools: ['file_io'],
  }))
  return [
    {
      type: 'run.started',
      data: { task, engine: 'model', workspace: '/w', session_id: LONG_RUN, model: 'gpt-4o-mini', origin: 'cli', claw_version: '0.1.0' },
    },
    { type: 'task.ingested', data: { characters: task.length, embedder: 'static' } },
    {
      type: 'plan.created',
      data: { phase: 'execution', engine: 'model', direct: false, reason: 'many parts', subtasks: subtasks as never },
    },
  ]
}

function* middle(count: number): Generator<NewEvent> {
  for (let n = 0; n < count; n += 1) yield eventOf(n, count)
}

/** Each subtask in turn: begun, then calls, then done; at the very end there is nothing left open. */
function eventOf(n: number, count: number): NewEvent {
  const each = Math.ceil(count / SUBTASKS)
  const at = { subtask_id: subtaskId(Math.floor(n / each)), attempt: 1 }
  const place = n % each
  if (place === 0) return { ...at, type: 'subtask.started', data: { agent_id: 'file-analyst', resumed: false } }
  if (place === each - 1 || n === count - 1)
    return { ...at, type: 'subtask.succeeded', data: { result: `Part ${n} is done.`, artifacts: [], duration_ms: 1200 } }
  return callEvent(at, n, place % 3)
}

function callEvent(at: { subtask_id: string; attempt: number }, n: number, kind: number): NewEvent {
  const call = { intent_id: `i${n - kind}`, tool: 'file_io' }
  if (kind === 1)
    return {
      ...at,
      type: 'tool.requested',
      data: { intent_id: `i${n}`, tool: 'file_io', args: { op: 'read', path: `part-${n}.txt` }, args_hash: `h${n}`, reason: 'to know it' },
    }
  if (kind === 2)
    return {
      ...at,
      type: 'tool.finished',
      data: {
        ...call,
        intent_id: `i${n - 1}`,
        ok: n % 40 !== 2,
        result: `line ${n}\n`.repeat(4),
        error: n % 40 === 2 ? { code: 'PATH_NOT_FOUND', message: `part-${n}.txt is not there`, retryable: false } : null,
        bytes: 40,
        truncated: false,
        duration_ms: n % 97,
        replayed: false,
      },
    }
  return { ...at, type: 'capsule.progress', data: { text: `thought ${n}: the next part` } }
}

function end(): NewEvent[] {
  return [
    { type: 'run.ended', data: { status: 'completed', exit_code: 0, result: 'All of it is done.', error: null, duration_ms: 60_000 } },
  ]
}

function subtaskId(n: number): string {
  return `s${Math.min(n, SUBTASKS - 1) + 1}`
}
