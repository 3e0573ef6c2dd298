import { expect, test } from 'vitest'
import { failingRows } from '../../src/view/stats/failing-rows.ts'
import { shapeStats } from '../../src/view/stats/shape-stats.ts'
import { percentile } from '../../src/view/stats/stats-figures.ts'
import { bucketsOf, MOST_BUCKETS, periodBefore, periodOf, STATS_RANGES } from '../../src/view/stats/stats-range.ts'
import { stuckRuns } from '../../src/view/stats/stuck-runs.ts'

const NOW = Date.UTC(2027, 0, 5, 12, 34, 56)

test('every range ends with the piece that goes on now, has whole pieces, and few enough of them', () => {
  for (const range of STATS_RANGES)
    for (const first of [undefined, NOW, NOW - 1, NOW - 3_600_000, NOW - 400 * 86_400_000, NOW - 40_000 * 86_400_000, NOW + 5]) {
      const period = periodOf(range, { now: NOW, first })
      expect(period.until - period.bucket).toBeLessThanOrEqual(NOW)
      expect(period.until).toBeGreaterThan(NOW)
      expect((period.until - period.since) % period.bucket).toBe(0)
      expect(bucketsOf(period)).toBeGreaterThan(0)
      expect(bucketsOf(period)).toBeLessThanOrEqual(MOST_BUCKETS)
      if (range === 'all' && first !== undefined && first <= NOW) expect(period.since).toBeLessThanOrEqual(first)
      expect(periodBefore(period).until).toBe(period.since)
    }
})

test('percentiles are of the nearest rank', () => {
  expect([0, 0.5, 0.95, 1].map((rank) => percentile([1, 2, 3, 4], rank))).toEqual([1, 2, 4, 4])
  expect(percentile([], 0.5)).toBeNull()
})

test('figures: an unknown price makes the cost unknown, nothing at all makes no rate, pieces add up to the totals', () => {
  const period = { since: 0, until: 20, bucket: 10 }
  const model = { calls: 1, failed: 0, input_tokens: 5, output_tokens: 1 }
  const now = {
    started: [{ bucket: 0, runs: 2 }],
    ended: [
      { status: 'completed', created_at: 0, ended_at: 4 },
      { status: 'failed', created_at: 0, ended_at: 19 },
      { status: 'cancelled', created_at: 0, ended_at: 19 },
    ] as const,
    codes: [{ code: 'TOOL_FAILED', runs: 1, at: 19, run_id: 'r' }],
    models: [
      { ...model, bucket: 0, cost_usd: 0.5, unpriced: 0 },
      { ...model, bucket: 1, cost_usd: 0, unpriced: 1 },
    ],
    tools: [{ bucket: 1, tool: 't', ok: 0, code: 'TOOL_FAILED', calls: 3, at: 15, run_id: 'r' } as const],
    agents: [],
    stages: [],
    asked: [{ bucket: 1, asked: 1 }],
    answered: [{ created_at: 3, decided_at: 12 }],
  }
  const stats = shapeStats({ period, now, before: null, stuck: [] })
  expect(stats.totals).toMatchObject({
    started: 2,
    completed: 1,
    failed: 1,
    cancelled: 1,
    success_rate: 0.5,
    cost_usd: null,
    known_cost_usd: 0.5,
  })
  expect(stats.totals).toMatchObject({ latency_p50_ms: 4, tool_calls: 3, tool_failures: 3, approval_wait_p50_ms: 9, approvals_answered: 1 })
  expect(
    stats.buckets.map(({ at, started, completed, failed, cost_usd, tool_calls }) => [at, started, completed, failed, cost_usd, tool_calls]),
  ).toEqual([
    [0, 2, 1, 0, 0.5, 0],
    [10, 0, 0, 1, null, 3],
  ])
  expect(stats.buckets[0]?.success_rate).toBe(1)
  expect(stats.failing.tools).toEqual([{ name: 't', failures: 3, of: 3, code: 'TOOL_FAILED', at: 15, run_id: 'r' }])
  expect(stats.failing.codes[0]).toMatchObject({ name: 'TOOL_FAILED', code: 'TOOL_FAILED' })
})

test('what fails most stands first, with its newest run and its commonest error; what never failed is absent', () => {
  const outcome = { failed: true, code: 'A', times: 1, at: 1, run_id: 'r1' }
  const rows = failingRows([
    { ...outcome, name: 'x' },
    { ...outcome, name: 'x', code: 'B', times: 2, at: 5, run_id: 'r5' },
    { ...outcome, name: 'x', failed: false, code: null, times: 7, at: 9, run_id: 'r9' },
    { ...outcome, name: 'fine', failed: false, code: null, times: 7 },
    { ...outcome, name: 'y', times: 9 },
  ])
  expect(rows).toEqual([
    { name: 'y', failures: 9, of: 9, code: 'A', at: 1, run_id: 'r1' },
    { name: 'x', failures: 3, of: 10, code: 'B', at: 5, run_id: 'r5' },
  ])
})

test('a run is stuck when it is silent for ten minutes, waits for an hour, or is taken by nobody', () => {
  const run = { run_id: 'r', task: 't', waiting_reason: null, created_at: 0, updated_at: 0 }
  const open = [
    { ...run, run_id: 'a', status: 'running', last_event_at: NOW - 601_000 },
    { ...run, run_id: 'b', status: 'running', last_event_at: NOW - 599_000 },
    { ...run, run_id: 'c', status: 'waiting', last_event_at: NOW - 3_600_000 },
    { ...run, run_id: 'd', status: 'waiting', last_event_at: NOW - 3_000_000 },
    { ...run, run_id: 'e', status: 'queued', last_event_at: null, created_at: NOW - 61_000 },
  ] as const
  expect(stuckRuns(open, NOW).map(({ run_id, reason }) => [run_id, reason])).toEqual([
    ['c', 'waiting'],
    ['a', 'silent'],
    ['e', 'not_taken'],
  ])
})
