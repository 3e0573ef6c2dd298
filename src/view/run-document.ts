import type { ErrorDocument, RunDocument } from '../protocol/run.ts'
import { totalCost } from './add-model-use.ts'
import { engineOf, type RunView, type SubtaskView } from './run-view.ts'

// Not imported from protocol/run.ts as a value: that would load the schema library for a constant.
const SCHEMA = 'claw.run/1' satisfies RunDocument['schema']
const FAILED = 1

/** The one JSON document of a run. */
export function runDocument(view: RunView): RunDocument {
  const exit_code = view.exit_code ?? FAILED
  return {
    schema: SCHEMA,
    ok: exit_code === 0,
    run_id: view.run_id,
    status: view.status,
    engine: engineOf(view),
    result: view.result,
    plans: view.plans.map(({ titles: _, subtasks, ...plan }) => ({ ...plan, subtasks: [...subtasks] })),
    subtasks: view.subtasks.map(subtaskDocument),
    sources: view.sources.map(({ part, subtasks }) => ({ part, subtasks: [...subtasks] })),
    artifacts: [...view.artifacts],
    usage: [...view.usage],
    cost: totalCost(view.usage),
    memory: memoryDocument(view),
    approvals: [...view.approvals],
    duration_ms: view.duration_ms,
    error: view.error,
    exit_code,
  }
}

/** The document of a command that never got to a run: a bad flag, a broken configuration. */
export function failedRunDocument(error: ErrorDocument, exit_code: number, run_id: string | null = null): RunDocument {
  return {
    schema: SCHEMA,
    ok: false,
    run_id,
    status: null,
    engine: null,
    result: null,
    plans: [],
    subtasks: [],
    sources: [],
    artifacts: [],
    usage: [],
    cost: null,
    memory: { recalled: [], learned: [] },
    approvals: [],
    duration_ms: null,
    error,
    exit_code,
  }
}

function memoryDocument({ recalled, learned }: RunView): RunDocument['memory'] {
  return {
    recalled: recalled.map(({ id, kind, text, score, untrusted }) => ({
      id,
      kind,
      text,
      score,
      ...(untrusted === true ? { untrusted } : {}),
    })),
    learned: learned.map((item) => ({ ...item, superseded: [...item.superseded] })),
  }
}

function subtaskDocument(subtask: SubtaskView): RunDocument['subtasks'][number] {
  const { id, title, phase, status, dropped, agent_id, attempts, depends_on, result, error, duration_ms, tool_calls, criteria } = subtask
  return {
    id,
    title,
    phase,
    status,
    dropped,
    agent_id,
    attempts,
    depends_on: [...depends_on],
    result,
    error,
    duration_ms,
    tool_calls,
    criteria: [...criteria],
  }
}
