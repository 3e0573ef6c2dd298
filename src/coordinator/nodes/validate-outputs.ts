import type { Phase } from '../../protocol/plan.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { judgeByChecks } from '../criteria/judge-by-checks.ts'
import { hasOpenWork, sendBackUnmet } from '../criteria/send-back.ts'
import type { GraphStateType } from '../graph-state.ts'
import { handToModel } from '../hand-to-model.ts'
import { replan } from '../replan.ts'
import type { RunContext } from '../run-context.ts'

/** Judges what a check can judge. What does not hold goes back with the reason; the rest is judged in the second plan and in the synthesis. */
export async function validateOutputs(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  for (const row of succeeded(context, state.phase)) await judgeByChecks(context, row)
  for (const row of succeeded(context, state.phase)) sendBackUnmet(context, row)
  if (hasOpenWork(context, state.phase)) return { next: 'retry' }
  if (state.phase === 'discovery' && succeeded(context, 'discovery').length > 0) return { next: 'second_phase', phase: 'execution' }
  return (await handToModel(context)) ?? (await replan(context, state.phase)) ?? { next: 'finish' }
}

function succeeded({ ports, run }: RunContext, phase: Phase): SubtaskRecord[] {
  return ports.store.subtasks.list(run.run_id).filter((row) => row.spec.phase === phase && row.status === 'succeeded')
}
