import type { RunEvent } from '../../protocol/events.ts'
import { RUN_STAGES, type RunStage, STAGE_INFO } from '../stats/run-stage.ts'
import type { RunAnalysis, StageAnalysis, StageState, TimeSpent } from './analysis-rows.ts'
import { createCauseFinder } from './root-cause.ts'
import { stageOfEvent } from './stage-of-event.ts'
import { addToSum, emptySums, type StageSum, type StageSums } from './stage-sums.ts'
import { createUnderWay } from './time-spent.ts'

/** From the events of a run, in their order; `now` ends what still goes on. Pure. */
export function runAnalysis(events: readonly RunEvent[], { run_id, now }: { readonly run_id: string; readonly now: number }): RunAnalysis {
  const sums = emptySums()
  const spent: Mutable<TimeSpent> = { model_ms: 0, tools_ms: 0, person_ms: 0, own_ms: 0, stopped_ms: 0 }
  const underWay = createUnderWay()
  const causes = createCauseFinder()
  let stage: RunStage = 'ingest'
  let last: number | null = null
  let ended: Ended | null = null

  for (const event of events) {
    const at = Date.parse(event.at)
    const next: RunStage = stageOfEvent(event) ?? stage
    pass(sums[next], at)
    stage = next
    open(sums[stage], at)
    addToSum(sums[stage], event)
    underWay.see(event)
    causes.see(event, stage)
    ended = event.type === 'run.ended' ? event.data.status : event.type === 'run.resumed' ? null : ended
  }
  // A run that was let go of waits outside of its stages.
  if (ended === null && last !== null) pass(sums[stage], Math.max(now, last))

  /** The time since the last event belongs to the stage whose event ends it. */
  function pass(sum: StageSum, at: number): void {
    const ms = last === null ? 0 : Math.max(0, at - last)
    const kind = underWay.kind()
    spent[kind] += ms
    if (kind !== 'stopped_ms' && ended === null) sum.duration_ms += ms
    last = last === null ? at : Math.max(last, at)
  }

  const isOver = ended !== null && OVER.has(ended)
  const cause = causes.cause(ended)
  const failed = cause?.stage ?? null
  return {
    run_id,
    stages: RUN_STAGES.map((one) => toStage(one, sums, { stage, ended, failed, isOver })),
    current: events.length === 0 || isOver ? null : stage,
    failed,
    spent,
    cause,
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Ended = Extract<RunEvent, { type: 'run.ended' }>['data']['status']

const OVER: ReadonlySet<Ended> = new Set(['completed', 'partial', 'failed', 'denied', 'cancelled'])

function open(sum: StageSum, at: number): void {
  sum.started_at ??= at
  sum.ended_at = at
}

interface Standing {
  readonly stage: RunStage
  readonly ended: Ended | null
  readonly failed: RunStage | null
  readonly isOver: boolean
}

function toStage(stage: RunStage, sums: StageSums, standing: Standing): StageAnalysis {
  const { title, nodes } = STAGE_INFO[stage]
  return { stage, title, nodes, state: stateOf(stage, sums[stage], standing), ...sums[stage] }
}

function stateOf(stage: RunStage, { started_at }: StageSum, standing: Standing): StageState {
  if (stage === standing.failed) return 'failed'
  if (stage === standing.stage && !standing.isOver && started_at !== null) return standing.ended === null ? 'active' : 'stopped'
  if (started_at !== null) return 'done'
  return standing.isOver ? 'skipped' : 'pending'
}
