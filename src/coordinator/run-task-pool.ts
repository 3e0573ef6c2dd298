import type { Phase } from '../protocol/plan.ts'
import type { SubtaskRecord } from '../store/records.ts'
import type { RunContext } from './run-context.ts'
import { runSubtask } from './run-subtask.ts'

/** Starts each subtask the moment its dependencies are done: no barrier, so a slow one holds up only what depends on it. */
export async function runTaskPool(context: RunContext, phase: Phase): Promise<void> {
  const running = new Map<string, Promise<void>>()
  const seen = new Set<string>()
  try {
    for (;;) {
      for (const row of ready(context, phase)) {
        if (seen.has(row.spec.id)) continue
        seen.add(row.spec.id)
        running.set(
          row.spec.id,
          runSubtask(context, row.spec).then(() => void running.delete(row.spec.id)),
        )
      }
      if (running.size === 0) break
      await Promise.race(running.values())
    }
  } finally {
    // One that throws ends the run: the others are told by the signal and are waited for.
    await Promise.allSettled(running.values())
  }
  skipUnreachable(context, phase)
}

function ready(context: RunContext, phase: Phase): SubtaskRecord[] {
  const rows = context.ports.store.subtasks.list(context.run.run_id)
  const done = new Set(rows.filter((row) => row.status === 'succeeded').map((row) => row.spec.id))
  return rows.filter(
    (row) => isOpen(row) && row.spec.phase === phase && !row.spec.delegated_by && row.spec.depends_on.every((id) => done.has(id)),
  )
}

function isOpen(row: SubtaskRecord): boolean {
  return row.status === 'pending' || row.status === 'running' || row.status === 'waiting'
}

// What depends on something that failed for good cannot be done. What depends on something that waits for a person stays open.
function skipUnreachable(context: RunContext, phase: Phase): void {
  for (;;) {
    const rows = context.ports.store.subtasks.list(context.run.run_id)
    const lost = new Set(rows.filter((row) => row.status === 'failed' || row.status === 'skipped').map((row) => row.spec.id))
    const unreachable = rows.filter(
      (row) => row.status === 'pending' && row.spec.phase === phase && row.spec.depends_on.some((id) => lost.has(id)),
    )
    if (unreachable.length === 0) return
    for (const row of unreachable)
      skip(
        context,
        row,
        row.spec.depends_on.filter((id) => lost.has(id)),
      )
  }
}

function skip(context: RunContext, row: SubtaskRecord, because: readonly string[]): void {
  context.transaction(() => {
    context.ports.store.subtasks.update(context.fence, row.spec.id, { status: 'skipped', ended_at: context.ports.clock.now() })
    context.emit({
      type: 'subtask.skipped',
      subtask_id: row.spec.id,
      data: { reason: `it depends on ${because.join(', ')}, which failed` },
    })
  })
}
