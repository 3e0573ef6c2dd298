import { ClawError } from '../../kernel/claw-error.ts'
import { isJsonObject } from '../../kernel/json.ts'
import type { JournalEntry, SubtaskRecord } from '../../store/records.ts'
import type { ForkStep } from '../../view/fork-rows.ts'
import type { Recording } from '../replay/recording.ts'

/** A place of a run that a fork may go on from. `entry`: the intent of the subtask's last attempt. */
export type StepPlace =
  | { readonly kind: 'plan'; readonly phase: 'discovery' | 'execution' }
  | { readonly kind: 'subtask'; readonly row: SubtaskRecord }
  | { readonly kind: 'intent'; readonly row: SubtaskRecord; readonly entry: JournalEntry }
  | { readonly kind: 'synthesis' }

export interface PlacedStep extends ForkStep {
  readonly place: StepPlace
}

/** Every address of a run, in its order: `plan`, `s1`, `s1.1`, ..., `plan.execution`, `synthesis`. */
export function forkSteps(recording: Recording): PlacedStep[] {
  const rows = recording.subtasks.filter(({ spec, dropped }) => spec.delegated_by === undefined && dropped === null)
  const phases = new Set(rows.map(({ spec }) => spec.phase))
  const discovery = rows.filter(({ spec }) => spec.phase === 'discovery')
  const execution = rows.filter(({ spec }) => spec.phase === 'execution')
  const twoPhases = phases.has('discovery') && phases.has('execution')
  const synthesised = recording.events.some((event) => event.type === 'synthesis.finished')
  return [
    { address: 'plan', what: 'the plan, and everything after it', place: { kind: 'plan', phase: 'discovery' } },
    ...discovery.flatMap((row) => stepsOf(recording, row)),
    ...(twoPhases
      ? [
          {
            address: 'plan.execution',
            what: 'the plan that was made of what was found out',
            place: { kind: 'plan', phase: 'execution' },
          } as const,
        ]
      : []),
    ...execution.flatMap((row) => stepsOf(recording, row)),
    ...(synthesised ? [{ address: 'synthesis', what: 'the answer, from the same results', place: { kind: 'synthesis' } } as const] : []),
  ]
}

/** Throws USAGE with the addresses that there are. */
export function requireStep(recording: Recording, address: string): PlacedStep {
  const steps = forkSteps(recording)
  const step = steps.find((one) => one.address === address)
  if (step) return step
  const { run_id } = recording.run
  throw new ClawError('USAGE', `Run ${run_id} has no step '${address}'. Its steps: ${shortened(steps.map((one) => one.address))}.`, {
    fix: `claw fork ${run_id}   # lists them with what they did`,
  })
}

const SHOWN_STEPS = 60

function shortened(addresses: readonly string[]): string {
  const more = addresses.length - SHOWN_STEPS
  return `${addresses.slice(0, SHOWN_STEPS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function stepsOf(recording: Recording, row: SubtaskRecord): PlacedStep[] {
  const entries = entriesOf(recording, row)
  return [
    { address: row.spec.id, what: row.spec.title, place: { kind: 'subtask', row } },
    ...entries.map(
      (entry, i): PlacedStep => ({ address: `${row.spec.id}.${i + 1}`, what: whatOf(entry), place: { kind: 'intent', row, entry } }),
    ),
  ]
}

/** The intents of the last attempt, in the order in which they came. */
export function entriesOf({ journal }: Recording, { spec, attempt }: SubtaskRecord): JournalEntry[] {
  return journal.filter((entry) => entry.subtask_id === spec.id && entry.attempt === attempt).sort((a, b) => a.seq - b.seq)
}

const SHOWN_ARGS = 80

function whatOf({ kind, request }: JournalEntry): string {
  const { tool, args, task, question, query } = isJsonObject(request) ? request : {}
  if (kind === 'tool_call') return `${String(tool)} ${JSON.stringify(args ?? {}).slice(0, SHOWN_ARGS)}`
  const said = task ?? question ?? query
  return `${kind.replace('_', ' ')}${typeof said === 'string' ? ` ${said.slice(0, SHOWN_ARGS)}` : ''}`
}
