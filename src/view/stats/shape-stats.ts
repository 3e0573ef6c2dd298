import type { AgentCount, CountedPeriod } from './counted-period.ts'
import { failingRows } from './failing-rows.ts'
import { stageHealth } from './stage-health.ts'
import { statsFigures } from './stats-figures.ts'
import { bucketsOf, type StatsPeriod } from './stats-range.ts'
import type { FailingRow, StatsFigures, StatsRow, StuckRun } from './stats-rows.ts'

export interface StatsInput {
  readonly period: StatsPeriod
  readonly now: CountedPeriod
  /** null: nothing can have been before. */
  readonly before: CountedPeriod | null
  readonly stuck: readonly StuckRun[]
}

/** From what was counted to what is shown. Pure. */
export function shapeStats({ period, now, before, stuck }: StatsInput): StatsRow {
  return {
    since: period.since,
    until: period.until,
    bucket_ms: period.bucket,
    totals: totalsOf(now),
    before: before === null ? null : totalsOf(before),
    buckets: Array.from({ length: bucketsOf(period) }, (_, n) => ({ at: period.since + n * period.bucket, ...pieceOf(now, n, period) })),
    failing: failingOf(now),
    stages: stageHealth(now),
    stuck,
  }
}

function totalsOf(counted: CountedPeriod): StatsFigures {
  const started = counted.started.reduce((sum, { runs }) => sum + runs, 0)
  return statsFigures({ ...counted, started, asked: counted.asked.reduce((sum, { asked }) => sum + asked, 0) })
}

function pieceOf(counted: CountedPeriod, n: number, { since, bucket }: StatsPeriod): StatsFigures {
  const isHere = (at: number): boolean => Math.floor((at - since) / bucket) === n
  return statsFigures({
    started: counted.started.find((piece) => piece.bucket === n)?.runs ?? 0,
    ended: counted.ended.filter(({ ended_at }) => isHere(ended_at)),
    models: counted.models.filter((piece) => piece.bucket === n),
    tools: counted.tools.filter((piece) => piece.bucket === n),
    asked: counted.asked.find((piece) => piece.bucket === n)?.asked ?? 0,
    answered: counted.answered.filter(({ decided_at }) => isHere(decided_at)),
  })
}

function failingOf({ agents, tools, codes }: CountedPeriod): StatsRow['failing'] {
  return {
    agents: failingRows(agents.map(ofAgent)),
    tools: failingRows(tools.map((row) => ({ ...row, name: row.tool, failed: row.ok === 0, times: row.calls }))),
    codes: failingRows(codes.map((row) => ({ ...row, name: row.code, failed: true, times: row.runs }))).map(named),
  }
}

function ofAgent({ agent_id, status, attempts, ...row }: AgentCount) {
  return { ...row, name: agent_id, failed: status === 'failed', times: attempts }
}

function named(row: FailingRow): FailingRow {
  return { ...row, code: row.name }
}
