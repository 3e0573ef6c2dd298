import type { Json } from '../../kernel/json.ts'
import type { Synthesis, SynthesisInput } from '../../planning/model/synthesize.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { answeringRows } from '../answering-rows.ts'
import { judgeTargets, tellVerdicts } from '../criteria/judge-targets.ts'
import { hasOpenWork, sendBackUnmet } from '../criteria/send-back.ts'
import { openOf } from '../criteria/verdicts-of.ts'
import type { GraphStateType } from '../graph-state.ts'
import { journaledModelCall } from '../journaled-model-call.ts'
import type { RunContext } from '../run-context.ts'
import { resultProvenance } from '../taint/result-provenance.ts'

/**
 * One subtask: its own answer, verbatim. Several: one synthesis call, or without a model each result under its title. What is found not to hold goes
 * back, and the answer is made anew from what comes of it.
 */
export async function synthesizeFinalResponse(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  if (hasOpenWork(context, state.phase)) return { next: 'retry' }
  const shown = answeringRows(context)
  const done = shown.filter((row) => row.status === 'succeeded')
  if (done.length === 0) return { next: 'finish' }
  const answer = await compose(context, shown, done)
  // Together: a verdict without what follows from it would have the model asked anew.
  return context.transaction(() => {
    tellVerdicts(context, done, answer.verdicts)
    if (done.filter((row) => sendBackUnmet(context, row)).length > 0) return { next: 'retry' }
    keep(context, answer, done)
    return { next: 'finish' }
  })
}

interface Answer extends Pick<Synthesis, 'verdicts' | 'parts' | 'unknown_sources'> {
  readonly result: Json
  readonly engine: 'rules' | 'model' | 'none'
}

const AS_IT_IS = { verdicts: [], parts: [], unknown_sources: [] }

async function compose(context: RunContext, shown: readonly SubtaskRecord[], done: readonly SubtaskRecord[]): Promise<Answer> {
  const { rules, model } = context.ports.planners
  const [only] = done
  if (only && shown.length === 1) return { ...AS_IT_IS, engine: 'none', result: only.result, verdicts: await judgeOnly(context, only) }
  const input = synthesisInput(context, shown, done)
  if (model === null || shown.every((row) => row.spec.recipe !== undefined))
    return { ...AS_IT_IS, engine: 'rules', result: rules.join(input.results, input.failures) }
  const { answer, ...rest } = await model.synthesize(input, journaledModelCall(context, '@synthesis'), context.signal)
  return { ...rest, engine: 'model', result: answer }
}

/** No other call sees the criteria of a single result: one call judges them, where there are any. */
async function judgeOnly(context: RunContext, row: SubtaskRecord): Promise<Synthesis['verdicts']> {
  const { model } = context.ports.planners
  const [target] = judgeTargets(context, [row])
  if (model === null || target === undefined) return []
  const { spec, result } = row
  const input = { task: spec.task, result, provenance: resultProvenance(context, spec.id, result), target }
  return model.judge(input, journaledModelCall(context, '@judge'), context.signal)
}

function synthesisInput(context: RunContext, shown: readonly SubtaskRecord[], done: readonly SubtaskRecord[]): SynthesisInput {
  return {
    task: context.run.task,
    results: done.map((row) => toResult(context, row)),
    failures: shown.filter((row) => row.status === 'failed' || row.status === 'skipped').map((row) => toFailure(context, row)),
    judge: judgeTargets(context, done),
  }
}

function toResult(context: RunContext, row: SubtaskRecord): SynthesisInput['results'][number] {
  const { spec, result } = row
  const provenance = resultProvenance(context, spec.id, result)
  return { id: spec.id, title: spec.title, result, unchecked: openOf(context, row), provenance }
}

function toFailure(context: RunContext, { spec, error }: SubtaskRecord): SynthesisInput['failures'][number] {
  const { id, title } = spec
  if (error === null) return { id, title, message: 'not done, because something that it depends on failed' }
  return { id, title, message: error.message, provenance: resultProvenance(context, id, error.message) }
}

function keep(context: RunContext, { result, engine, parts, unknown_sources }: Answer, done: readonly SubtaskRecord[]): void {
  const cited = parts.map(({ part, subtasks }) => ({ part, subtasks: [...subtasks] }))
  context.ports.store.runs.update(context.fence, { result })
  if (unknown_sources.length > 0)
    context.emit({
      type: 'run.note',
      data: { level: 'warn', text: `The synthesis cites what it was not given, which is dropped: ${unknown_sources.join(', ')}` },
    })
  const sources = done.map((row) => row.spec.id)
  context.emit({ type: 'synthesis.finished', data: { engine, sources, ...(cited.length > 0 ? { parts: cited } : {}) } })
}
