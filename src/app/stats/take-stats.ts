import { ClawError } from '../../kernel/claw-error.ts'
import type { FigureStore } from '../../store/figure-store.ts'
import { shapeStats } from '../../view/stats/shape-stats.ts'
import { bucketsOf, MOST_BUCKETS, periodBefore, periodOf, type StatsPeriod } from '../../view/stats/stats-range.ts'
import type { StatsRow } from '../../view/stats/stats-rows.ts'
import { stuckRuns } from '../../view/stats/stuck-runs.ts'
import type { Services } from '../open-services.ts'
import type { StatsQuery } from './stats-port.ts'

const MOST_OPEN = 1000

export function takeStats({ store }: Pick<Services, 'store'>, query: StatsQuery): StatsRow {
  const { figures } = store
  store.runs.markAbandoned()
  const now = Date.now()
  const period = 'range' in query ? periodOf(query.range, { now, first: figures.first() }) : requirePeriod(query)
  const isAll = 'range' in query && query.range === 'all'
  return shapeStats({
    period,
    now: count(figures, period),
    before: isAll ? null : count(figures, periodBefore(period)),
    stuck: stuckRuns(figures.open(MOST_OPEN), now),
  })
}

function count(figures: FigureStore, { since, until, bucket }: StatsPeriod) {
  return figures.period({ since, until, bucket_ms: bucket })
}

function requirePeriod(period: StatsPeriod): StatsPeriod {
  const { since, until, bucket } = period
  const isPeriod = [since, until, bucket].every(Number.isSafeInteger) && since >= 0 && until > since && bucket >= 1 && until < 8.64e15
  if (isPeriod && bucketsOf(period) <= MOST_BUCKETS) return period
  throw new ClawError('USAGE', `A period goes from since to a later until, in at most ${MOST_BUCKETS} pieces of bucket milliseconds.`)
}
