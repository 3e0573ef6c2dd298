import type { SubtaskRecord } from '../store/records.ts'
import type { RunContext } from './run-context.ts'

/** The subtasks that the answer comes from: those of the last phase. What was only found out on the way is their input. */
export function answeringRows({ ports, run }: Pick<RunContext, 'ports' | 'run'>): SubtaskRecord[] {
  const rows = ports.store.subtasks.list(run.run_id).filter((row) => !row.spec.delegated_by)
  const execution = rows.filter((row) => row.spec.phase === 'execution')
  return execution.length > 0 ? execution : rows
}
