import { join } from 'node:path'
import { createRedactor } from '../../src/kernel/redact.ts'
import { openStore } from '../../src/store/open-store.ts'
import { currentOwner, ownerIsAlive } from '../../src/store/owner.ts'
import type { Store } from '../../src/store/store.ts'
import type { ClawPlace } from '../helpers/claw-place.ts'

/** The registry of a place, beside the programs that use it. The place has to be a workspace already. */
export function openRegistry({ root, workspace }: Pick<ClawPlace, 'root' | 'workspace'>, now: () => number = Date.now): Store {
  const state = join(workspace, '.closed_claw')
  return openStore({
    path: join(state, 'registry.db'),
    checkpointsPath: join(state, 'checkpoints.db'),
    runLogsDir: join(state, 'runs'),
    refsDir: join(state, 'refs'),
    undo: { dir: join(state, 'undo'), maxBytes: 1_000_000, keepMs: 86_400_000 },
    auditHeadPath: join(root, 'seed-head.json'),
    marksDir: join(root, 'seed-marks'),
    requireVec: true,
    vecPath: null,
    clock: { now, monotonic: () => performance.now() },
    redactor: createRedactor([]),
    isAlive: ownerIsAlive,
    clawVersion: '0.1.0',
  })
}

const ENDS = ['completed', 'completed', 'completed', 'failed', 'cancelled'] as const
const AGENTS = ['file-analyst', 'writer', 'git-helper'] as const
const TOOLS = ['file_io', 'terminal', 'web_fetch'] as const

/** Runs that have ended, with an agent and a tool call each; the number stands in the task. */
export function seedRuns(store: Store, count: number): void {
  store.transaction(undefined, () => {
    for (let n = 0; n < count; n += 1) seedRun(store, n)
  })
}

function seedRun(store: Store, n: number): void {
  const run_id = `5eed${n.toString(16).padStart(8, '0')}`
  const status = ENDS[n % ENDS.length] ?? 'completed'
  store.runs.create({
    run_id,
    task: `seeded task number ${n} about ${n % 7 === 0 ? 'budgets' : 'letters'}`,
    session_id: run_id,
    actor: 'user:me',
    origin: 'cli',
    workspace: '/w',
    engine: 'model',
    options: {},
  })
  const fence = store.runs.claim(run_id, currentOwner())
  const agent_id = AGENTS[n % AGENTS.length] ?? 'writer'
  const spec = { id: 's1', title: 't', task: 't', phase: 'execution', depends_on: [], acceptance_criteria: [] }
  store.subtasks.add(fence, [spec as never])
  store.subtasks.update(fence, 's1', { status: 'succeeded', agent_id })
  store.journal.request(fence, {
    run_id,
    subtask_id: 's1',
    attempt: 1,
    kind: 'tool_call',
    request_hash: `h${n}`,
    occurrence: 1,
    request: { tool: TOOLS[n % TOOLS.length] ?? 'file_io', args: {} },
  })
  const failed = status === 'failed'
  store.runs.update(fence, { status, exit_code: failed ? 1 : 0, ended_at: Date.now() + 1000 + n })
  store.runs.release(fence)
}
