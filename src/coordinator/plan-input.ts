import type { Discovered, FailedWork, PlanInput } from '../planning/planner.ts'
import type { Phase } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { doneEffects } from './done-effects.ts'
import { familyOf } from './family-of.ts'
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
    discovered: Object.fromEntries(rows.filter((row) => row.status === 'succeeded').map((row) => [row.spec.id, done(context, row, all)])),
    failed: lostWork(context, all),
    taken_ids: all.map((row) => row.spec.id),
    agents: agents
      .list()
      .map((agent) => ({ agent_id: agent.agent_id, description: agent.manifest.description, tools: agent.manifest.tools_allowlist })),
    max_subtasks: caps.maxSubtasksPerPhase,
  }
}

function done(context: RunContext, row: SubtaskRecord, all: readonly SubtaskRecord[]): Discovered {
  const { spec, result } = row
  return { title: spec.title, result, provenance: resultProvenance(context, spec.id, result), effects_done: effectsOf(context, row, all) }
}

// What rested on something that failed is told when it has changed something: also what an earlier replan has dropped.
function lostWork(context: RunContext, all: readonly SubtaskRecord[]): FailedWork[] {
  return all
    .filter((row) => !row.spec.delegated_by && row.dropped !== 'person')
    .filter((row) => row.status === 'failed' || row.status === 'skipped' || row.dropped !== null)
    .map((row) => failedWork(context, row, all))
    .filter(({ code, effects_done }) => code !== NOT_DONE.code || effects_done.length > 0)
}

const NOT_DONE = { code: 'NOT_DONE', message: 'something that it depends on failed' }

function failedWork(context: RunContext, row: SubtaskRecord, all: readonly SubtaskRecord[]): FailedWork {
  const { id, title, task } = row.spec
  const { code, message } = row.status === 'failed' ? (row.error ?? NOT_DONE) : NOT_DONE
  const provenance = resultProvenance(context, id, message)
  return { id, title, task, code, message, provenance, effects_done: effectsOf(context, row, all), refused: refusalsOf(context, id) }
}

/** Also those of work that its agent gave away. */
function effectsOf(context: RunContext, { run_id, spec }: SubtaskRecord, all: readonly SubtaskRecord[]): string[] {
  const attempts = [...familyOf(spec.id, all)].flatMap((id) => context.ports.store.subtasks.attempts(run_id, id))
  return attempts.flatMap(({ subtask_id, attempt }) => doneEffects(context, { run_id, subtask_id, attempt }))
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
