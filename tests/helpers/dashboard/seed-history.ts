import type { NewEvent } from '../../../src/protocol/events.ts'
import type { RunStatus } from '../../../src/protocol/run.ts'
import { currentOwner } from '../../../src/store/owner.ts'
import type { Fence } from '../../../src/store/records.ts'
import type { Store } from '../../../src/store/store.ts'
import { openRegistry } from '../../menu/seed-runs.ts'
import type { WebPlace } from '../../web/web-place.ts'

const HOUR = 3_600_000
const TASKS = [
  'Which station has the most rain this month?',
  'List the TODO comments in src',
  'Write a report on the stations',
  'Find gaps in stations.csv',
  'How many TypeScript files are here?',
  'Summarise the changes of this week',
] as const
const AGENTS = ['station-keeper', 'file-analyst', 'writer', 'data-analyst'] as const

/** A week of work before now: runs that ended each day, with calls of models and tools, some of them badly. */
export function seedHistory(place: Pick<WebPlace, 'root' | 'workspace'>, runs = 90): void {
  let clock = 0
  const store = openRegistry(place, () => clock)
  const end = Date.now()
  for (let n = 0; n < runs; n += 1) {
    // More by day than by night, more lately than before.
    const ago = 7 * 24 * HOUR * (1 - n / runs) ** 1.3 + 0.4 * HOUR
    clock = Math.round(end - ago)
    seedRun(store, n, (ms) => {
      clock += Math.round(ms)
    })
  }
  store.close()
}

function seedRun(store: Store, n: number, pass: (ms: number) => void): void {
  const run_id = `7ee4${(n * 7919 + 4099).toString(16).padStart(8, '0')}`
  const task = TASKS[n % TASKS.length] ?? TASKS[0]
  const agent_id = AGENTS[n % AGENTS.length] ?? 'writer'
  const status: RunStatus = n % 11 === 7 ? 'failed' : n % 17 === 9 ? 'partial' : 'completed'
  store.runs.create({
    run_id,
    task,
    session_id: run_id,
    actor: 'user:me',
    origin: n % 3 === 0 ? 'web' : 'cli',
    workspace: '/w',
    engine: 'model',
    options: {},
  })
  const fence = store.runs.claim(run_id, currentOwner())
  const spec = { id: 's1', title: task, task, phase: 'execution', depends_on: [], acceptance_criteria: [] }
  store.subtasks.add(fence, [spec as never])
  store.subtasks.update(fence, 's1', { status: status === 'failed' ? 'failed' : 'succeeded', agent_id })
  const tell = (event: NewEvent, ms: number): void => {
    pass(ms)
    store.transaction(fence, () => void store.events.append(fence, event))
  }
  for (const [event, ms] of eventsOf({ task, agent_id, status, n })) tell(event, ms)
  finish(store, fence, status)
}

function finish(store: Store, fence: Fence, status: RunStatus): void {
  const error =
    status === 'failed' ? { code: 'MODEL_TIMEOUT', message: 'The model did not answer in 120 s.', fix: 'claw models test' } : null
  store.runs.update(fence, {
    status,
    exit_code: status === 'failed' ? 1 : status === 'partial' ? 10 : 0,
    result: status === 'failed' ? null : 'Bergen, with 203 mm.',
    ...(error === null ? {} : { error: error as never }),
    ended_at: store.events.list(fence.run_id).length === 0 ? 0 : Date.parse(store.events.list(fence.run_id).at(-1)?.at ?? ''),
  })
  store.runs.release(fence)
}

interface Told {
  readonly task: string
  readonly agent_id: string
  readonly status: RunStatus
  readonly n: number
}

/** Each with how long it took to come. */
function eventsOf({ task, agent_id, status, n }: Told): [event: NewEvent, ms: number][] {
  const at = { subtask_id: 's1', attempt: 1, actor: `agent:${agent_id}` }
  const failed = status === 'failed'
  const duration_ms = 2_000 + ((n * 733) % 9_000)
  return [
    [
      {
        type: 'run.started',
        data: { task, engine: 'model', workspace: '/w', session_id: 's', model: 'gpt-4o-mini', origin: 'cli', claw_version: '0.1.0' },
      },
      5,
    ],
    [{ type: 'task.ingested', data: { characters: task.length, embedder: 'static' } }, 4],
    [{ ...at, type: 'subtask.started', data: { agent_id, resumed: false } }, 60],
    [modelEvent(at, n, duration_ms, !failed), duration_ms],
    [toolEvent(at, n), 30],
    [modelEvent(at, n + 1, Math.round(duration_ms / 2), !failed), duration_ms / 2],
    failed
      ? [
          {
            ...at,
            type: 'subtask.failed',
            data: { error: { code: 'MODEL_TIMEOUT', message: 'no answer', retryable: true }, final: true, duration_ms },
          },
          10,
        ]
      : [{ ...at, type: 'subtask.succeeded', data: { result: 'Bergen, with 203 mm.', artifacts: [], duration_ms } }, 10],
    [{ type: 'run.ended', data: { status, exit_code: failed ? 1 : 0, result: null, error: null, duration_ms: duration_ms * 2 } }, 5],
  ]
}

type At = { readonly subtask_id: string; readonly attempt: number; readonly actor: string }

function modelEvent(at: At, n: number, duration_ms: number, ok: boolean): NewEvent {
  const input_tokens = 900 + ((n * 431) % 3_400)
  const output_tokens = 80 + ((n * 97) % 420)
  return {
    ...at,
    type: 'model.finished',
    data: {
      intent_id: `m${n}`,
      purpose: 'agent',
      provider: 'openai',
      model: 'gpt-4o-mini',
      ok,
      content: ok ? 'Bergen, with 203 mm.' : '',
      tool_calls: [],
      usage: ok ? ({ input_tokens, output_tokens, cached_tokens: 0 } as never) : null,
      cost_usd: ok ? (input_tokens * 0.15 + output_tokens * 0.6) / 1e6 : null,
      error: ok ? null : { code: 'MODEL_TIMEOUT', message: 'no answer', retryable: true },
      duration_ms,
      replayed: false,
    },
  }
}

function toolEvent(at: At, n: number): NewEvent {
  const ok = n % 9 !== 4
  return {
    ...at,
    type: 'tool.finished',
    data: {
      intent_id: `t${n}`,
      tool: n % 4 === 1 ? 'terminal' : 'file_io',
      ok,
      result: ok ? 'station,rain_mm' : null,
      error: ok ? null : { code: 'PATH_NOT_FOUND', message: 'archive.csv is not there', retryable: false },
      bytes: 15,
      truncated: false,
      duration_ms: 12 + (n % 30),
      replayed: false,
    },
  }
}
