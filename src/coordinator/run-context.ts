import type { NewEvent, RunEvent } from '../protocol/events.ts'
import type { Fence, NewAuditRecord, RunRecord } from '../store/records.ts'
import type { CoordinatorPorts, InDoubtVerdict, RunOptions, Suspension } from './ports.ts'

/** One run in the hands of its owner. */
export interface RunContext {
  readonly run: RunRecord
  readonly options: RunOptions
  readonly fence: Fence
  readonly signal: AbortSignal
  readonly ports: CoordinatorPorts
  readonly resumed: boolean
  /** What a person said about effects in doubt, for this resume. */
  readonly inDoubt: InDoubtVerdict | null
  /** Agents used so far, for the cap. */
  readonly agentsUsed: Set<string>
  /** Why subtasks wait; the run parks when nothing else can go on. */
  readonly suspensions: Suspension[]
  emit(event: NewEvent): RunEvent
  audit(record: NewAuditRecord): void
  /** One fenced transaction: a state row, its event and its audit record belong together. */
  transaction<T>(fn: () => T): T
}

export interface RunContextInput extends Pick<RunContext, 'run' | 'options' | 'fence' | 'signal' | 'ports' | 'resumed' | 'inDoubt'> {}

export function createRunContext(input: RunContextInput): RunContext {
  const { store } = input.ports
  return {
    ...input,
    agentsUsed: new Set(),
    suspensions: [],
    emit: (event) => store.events.append(input.fence, event),
    audit: (record) => void store.audit.append({ run_id: input.run.run_id, ...record }),
    transaction: (fn) => store.transaction(input.fence, fn),
  }
}
