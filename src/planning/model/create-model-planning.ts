import { createModelPlanner } from '../create-model-planner.ts'
import type { Planner } from '../planner.ts'
import { isSimpleTask } from './is-simple-task.ts'
import type { ModelVerdict } from './judge-criteria.ts'
import { type JudgeInput, judgeResult } from './judge-result.ts'
import type { PlanningCall } from './model-port.ts'
import { type Synthesis, type SynthesisInput, synthesize } from './synthesize.ts'

export interface ModelPlanning {
  planner(call: PlanningCall): Planner
  isSimple(task: string): boolean
  judge(input: JudgeInput, call: PlanningCall, signal: AbortSignal): Promise<ModelVerdict[]>
  synthesize(input: SynthesisInput, call: PlanningCall, signal: AbortSignal): Promise<Synthesis>
}

/** Everything that planning does with a model, as the coordinator takes it: it gives the journaled `call` of each run. */
export function createModelPlanning(options: { readonly knownTools?: readonly string[] } = {}): ModelPlanning {
  return {
    planner: (call) => createModelPlanner({ ...options, call }),
    isSimple: isSimpleTask,
    judge: async (input, call, signal) => {
      signal.throwIfAborted()
      return judgeResult(input, call)
    },
    synthesize: async (input, call, signal) => {
      signal.throwIfAborted()
      return synthesize(input, call)
    },
  }
}
