import type { Json } from '../../kernel/json.ts'
import { toCriterion } from '../../protocol/criterion.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { checkCriterion } from '../check-criterion.ts'
import type { GraphStateType } from '../graph-state.ts'
import { journaledModelCall } from '../journaled-model-call.ts'
import type { SynthesisInput } from '../ports.ts'
import { resultText } from '../result-text.ts'
import type { RunContext } from '../run-context.ts'
import { resultProvenance } from '../taint/result-provenance.ts'

/** One subtask: its own answer, verbatim. Several: one synthesis call, or without a model each result under its title. */
export async function synthesizeFinalResponse(_state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const shown = shownRows(context)
  const done = shown.filter((row) => row.status === 'succeeded')
  const failures = shown.filter((row) => row.status === 'failed' || row.status === 'skipped').map(toFailure)
  const [only] = done
  if (!only) return {}
  if (done.length === 1 && failures.length === 0) return keep(context, only.result, 'none', done)
  const results = done.map((row) => toResult(context, row))
  if (!wantsModel(context, shown)) return keep(context, context.ports.planners.rules.join(results, failures), 'rules', done)
  const answer = await synthesize(context, { task: context.run.task, results, failures })
  return keep(context, answer, 'model', done)
}

// The answer comes from the last phase; what was only found out on the way is its input.
function shownRows(context: RunContext): SubtaskRecord[] {
  const rows = context.ports.store.subtasks.list(context.run.run_id).filter((row) => !row.spec.delegated_by)
  const execution = rows.filter((row) => row.spec.phase === 'execution')
  return execution.length > 0 ? execution : rows
}

function wantsModel(context: RunContext, rows: readonly SubtaskRecord[]): boolean {
  return context.ports.planners.model !== null && rows.some((row) => row.spec.recipe === undefined)
}

async function synthesize(context: RunContext, input: SynthesisInput): Promise<string> {
  const planning = context.ports.planners.model
  if (planning === null) return context.ports.planners.rules.join(input.results, input.failures)
  const synthesis = await planning.synthesize(input, journaledModelCall(context, '@synthesis'), context.signal)
  for (const { subtask_id, criterion, met, reason } of synthesis.verdicts)
    context.emit({ type: 'subtask.judged', subtask_id, data: { criterion, verdict: met ? 'met' : 'not_met', how: 'model', reason } })
  return synthesis.answer
}

function keep(
  context: RunContext,
  result: Json,
  engine: 'rules' | 'model' | 'none',
  sources: readonly SubtaskRecord[],
): Partial<GraphStateType> {
  context.transaction(() => {
    context.ports.store.runs.update(context.fence, { result })
    context.emit({ type: 'synthesis.finished', data: { engine, sources: sources.map((row) => row.spec.id) } })
  })
  return {}
}

function toResult(context: RunContext, row: SubtaskRecord): SynthesisInput['results'][number] {
  const open = row.spec.acceptance_criteria
    .map((criterion) => toCriterion(criterion).text)
    .filter((text) => checkCriterion(text, resultText(row.result), context.ports.workspace).verdict === 'open')
  return {
    id: row.spec.id,
    title: row.spec.title,
    result: row.result,
    open_criteria: open,
    provenance: resultProvenance(context, row.spec.id, row.result),
  }
}

function toFailure(row: SubtaskRecord): SynthesisInput['failures'][number] {
  return { id: row.spec.id, title: row.spec.title, message: row.error?.message ?? 'not done, because something that it depends on failed' }
}
