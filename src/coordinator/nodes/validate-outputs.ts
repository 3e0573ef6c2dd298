import { toCriterion } from '../../protocol/criterion.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { checkCriterion } from '../check-criterion.ts'
import type { GraphStateType } from '../graph-state.ts'
import { replan } from '../replan.ts'
import { resultText } from '../result-text.ts'
import type { RunContext } from '../run-context.ts'

/** Judges what a check can judge. A subtask that does not meet its criteria goes back once more with the reason, as long as it has attempts. */
export async function validateOutputs(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const rows = context.ports.store.subtasks.list(context.run.run_id).filter((row) => row.spec.phase === state.phase)
  const sentBack = rows.filter((row) => row.status === 'succeeded').filter((row) => judge(context, row))
  if (sentBack.length > 0) return { next: 'retry' }
  if (state.phase === 'discovery' && rows.some((row) => row.status === 'succeeded')) return { next: 'second_phase', phase: 'execution' }
  return (await replan(context, state.phase)) ?? { next: 'finish' }
}

/** True when the subtask goes back. */
function judge(context: RunContext, row: SubtaskRecord): boolean {
  const failed: string[] = []
  const judged = judgedBefore(context, row)
  context.transaction(() => {
    for (const { text: criterion } of row.spec.acceptance_criteria.map(toCriterion)) {
      const checked = checkCriterion(criterion, resultText(row.result), context.ports.workspace)
      if (checked.verdict === 'not_met') failed.push(`${criterion} (${checked.reason})`)
      if (judged.has(criterion)) continue
      context.emit({ type: 'subtask.judged', subtask_id: row.spec.id, attempt: row.attempt, data: { criterion, ...checked } })
    }
    if (failed.length > 0) sendBackOrFail(context, row, failed)
  })
  return failed.length > 0 && row.attempt < context.ports.caps.maxAttempts
}

/** The criteria of this attempt that an earlier process has judged. */
function judgedBefore({ ports, run }: RunContext, row: SubtaskRecord): Set<string> {
  const judged = ports.store.events
    .list(run.run_id)
    .flatMap((event) =>
      event.type === 'subtask.judged' && event.subtask_id === row.spec.id && event.attempt === row.attempt ? [event.data.criterion] : [],
    )
  return new Set(judged)
}

function sendBackOrFail(context: RunContext, row: SubtaskRecord, failed: readonly string[]): void {
  const { store, clock, caps } = context.ports
  const final = row.attempt >= caps.maxAttempts
  const error = { code: 'RUN_FAILED', message: `Acceptance criteria are not met: ${failed.join('; ')}`, retryable: false }
  store.subtasks.endAttempt(context.fence, row.spec.id, row.attempt, { status: 'failed', error })
  store.subtasks.update(context.fence, row.spec.id, { status: final ? 'failed' : 'pending', error, ended_at: final ? clock.now() : null })
  context.emit({ type: 'subtask.failed', subtask_id: row.spec.id, attempt: row.attempt, data: { error, final, duration_ms: 0 } })
  if (!final) redoDependents(context, row.spec.id)
}

// What was built on a result that did not hold is built again.
function redoDependents(context: RunContext, id: string): void {
  const { store } = context.ports
  const dependents = store.subtasks.list(context.run.run_id).filter((row) => row.spec.depends_on.includes(id) && row.status !== 'pending')
  for (const row of dependents) {
    store.subtasks.update(context.fence, row.spec.id, { status: 'pending', error: null, ended_at: null })
    redoDependents(context, row.spec.id)
  }
}
