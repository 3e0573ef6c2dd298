import type { GraphStateType } from '../graph-state.ts'
import type { RunContext } from '../run-context.ts'

/** The run row is there already (written before any work); this says that the coordinator has taken the task. */
export async function ingestTask(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const { store, embedderName } = context.ports
  const known = store.events.list(context.run.run_id, { limit: 50 }).some((event) => event.type === 'task.ingested')
  if (!known) context.emit({ type: 'task.ingested', data: { characters: context.run.task.length, embedder: embedderName } })
  return { run_id: state.run_id, phase: 'discovery', halted: false, next: 'finish' }
}
