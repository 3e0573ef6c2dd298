import type { Subtask } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import { plannedForEvent } from './planned-for-event.ts'
import type { RunContext } from './run-context.ts'

export interface Revision {
  /** `kept`: nothing better is known. `rejected`: the new plan could not be carried out. */
  readonly outcome: 'replaced' | 'kept' | 'rejected'
  readonly reason: string
  readonly failed: readonly SubtaskRecord[]
  readonly dropped: readonly SubtaskRecord[]
  readonly added: readonly Subtask[]
}

export interface RevisionCause {
  /** Which replan of the run; 0 for what is none. */
  readonly n: number
  /** The setting that it rests on. */
  readonly rule: string
}

/** Puts new subtasks in the place of those that are dropped, with event and audit record. True when there is something to carry out. */
export function revisePlan(context: RunContext, { n, rule }: RevisionCause, revision: Revision): boolean {
  const { outcome, reason, failed, dropped, added } = revision
  const { subtasks } = context.ports.store
  context.transaction(() => {
    for (const row of dropped) subtasks.update(context.fence, row.spec.id, { dropped: 'replan' })
    subtasks.add(context.fence, added)
    context.emit({
      type: 'plan.revised',
      data: {
        n,
        outcome,
        by: 'claw',
        reason,
        failed: failed.map(({ spec, error }) => ({ id: spec.id, code: error?.code ?? '', message: error?.message ?? '' })),
        dropped: dropped.map((row) => row.spec.id),
        edited: [],
        added: added.map(plannedForEvent),
      },
    })
    context.audit({
      actor: 'claw',
      action: 'plan.revised',
      target: context.run.run_id,
      decision: outcome,
      rule,
      reason,
      detail: { failed: failed.map((row) => row.spec.id), dropped: dropped.map((row) => row.spec.id), added: added.map(({ id }) => id) },
    })
  })
  return added.length > 0
}
