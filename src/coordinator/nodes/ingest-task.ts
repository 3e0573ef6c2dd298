import type { GraphStateType } from '../graph-state.ts'
import type { RunContext } from '../run-context.ts'

/** The run row is there already (written before any work); this says that the coordinator has taken the task. */
export async function ingestTask(state: GraphStateType, context: RunContext): Promise<Partial<GraphStateType>> {
  const { store } = context.ports
  const known = store.events.list(context.run.run_id, { limit: 50 }).some((event) => event.type === 'task.ingested')
  if (!known) ingest(context)
  return { run_id: state.run_id, phase: 'discovery', halted: false, next: 'finish' }
}

function ingest({ ports, run, emit }: RunContext): void {
  emit({ type: 'task.ingested', data: { characters: run.task.length, embedder: ports.embedderName } })
  if (!ports.sandboxHolds) emit({ type: 'run.note', data: { level: 'warn', text: NO_SANDBOX } })
}

const NO_SANDBOX =
  "No OS sandbox holds here: capsules run as plain processes behind Node's permission flags, and every shell or Python call and every foreign program asks first. `claw doctor` says how to get one."
