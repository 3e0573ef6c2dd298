import type { Phase } from '../protocol/plan.ts'
import { Annotation } from './graph-library.ts'

/**
 * What the checkpoints hold: where control stands. The facts (plan, subtasks, results) are rows of the registry, so every node can run
 * again after a crash and finds what is done already.
 */
export const GraphState = Annotation.Root({
  run_id: Annotation<string>,
  phase: Annotation<Phase>,
  /** Set by decompose_task when there is nothing to carry out (plan refused, --plan-only). */
  halted: Annotation<boolean>,
  /** Set by validate_outputs and synthesize_final_response. */
  next: Annotation<'retry' | 'second_phase' | 'finish'>,
})

export type GraphStateType = typeof GraphState.State
