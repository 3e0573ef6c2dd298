import type { Discovered, FailedWork, PlanInput } from '../planning/planner.ts'
import type { Phase } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { doneEffects } from './done-effects.ts'
import type { RunContext } from './run-context.ts'
import { sessionContext } from './session-context.ts'
import { resultProvenance, sessionProvenance } from './taint/result-provenance.ts'

/** What a planner is told: the task, what the person gave, what is done, what failed, and who there is. */
export function planInput(context: RunContext, phase: Phase): PlanInput {
  const { agents, caps, store } = context.ports
  const all = store.subtasks.list(context.run.run_id, 'all')
  const rows = all.filter((row) => row.dropped === null && !row.spec.delegated_by)
  const given = sessionContext(context)
  const session = sessionProvenance(context, given)
  return {
    task: context.run.task,
    phase,
    context: given,
    ...(session === undefined ? {} : { session }),
    discovered: Object.fromEntries(rows.filter((row) => row.status === 'succeeded').map((row) => [row.spec.id, done(context, row)])),
    failed: rows.filter((row) => row.status === 'failed').map((row) => failedWork(context, row)),
    taken_ids: all.map((row) => row.spec.id),
    agents: agents
      .list()
      .map((agent) => ({ agent_id: agent.agent_id, description: agent.manifest.description, tools: agent.manifest.tools_allowlist })),
    max_subtasks: caps.maxSubtasksPerPhase,
  }
}

function done(context: RunContext, row: SubtaskRecord): Discovered {
  const { spec, result } = row
  return { title: spec.title, result, provenance: resultProvenance(context, spec.id, result), effects_done: effectsOf(context, row) }
}

function failedWork(context: RunContext, row: SubtaskRecord): FailedWork {
  const { id, title, task } = row.spec
  const { code, message } = row.error ?? { code: 'RUN_FAILED', message: '' }
  const provenance = resultProvenance(context, id, message)
  return { id, title, task, code, message, provenance, effects_done: effectsOf(context, row), refused: refusalsOf(context, id) }
}

function effectsOf(context: RunContext, { run_id, spec }: SubtaskRecord): string[] {
  const attempts = context.ports.store.subtasks.attempts(run_id, spec.id)
  return attempts.flatMap(({ attempt }) => doneEffects(context, { run_id, subtask_id: spec.id, attempt }))
}

/** What the policy said no to on the way. */
function refusalsOf({ ports, run }: RunContext, id: string): string[] {
  const denied = ports.store.events
    .ofType(run.run_id, 'tool.decided')
    .flatMap((event) =>
      event.type === 'tool.decided' && event.subtask_id === id && event.data.decision === 'deny'
        ? [`${event.data.tool}: ${event.data.reason} (${event.data.rule})`]
        : [],
    )
  return [...new Set(denied)]
}
