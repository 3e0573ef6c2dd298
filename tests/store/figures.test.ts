import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentOwner } from '../../src/store/owner.ts'
import { FIGURE_SQL } from '../../src/store/sql/figure-sql.ts'
import { newRun, type StoreFixture, storeFixture, testClock } from './store-fixture.ts'

let fixture: StoreFixture
const clock = testClock()
const START = clock.now()
beforeEach(() => {
  fixture = storeFixture({ clock })
})
afterEach(() => fixture.dispose())

const id = (n: number): string => n.toString(16).padStart(12, '0')
const call = { intent_id: 'i1', tool: 'terminal', result: null, bytes: 0, truncated: false, duration_ms: 5 }
const answer = { intent_id: 'i2', purpose: 'agent', provider: 'p', model: 'm', content: '', tool_calls: [], duration_ms: 5 }

function oneRun(n: number): void {
  const { store } = fixture
  store.runs.create(newRun(id(n)))
  const fence = store.runs.claim(id(n), currentOwner())
  const used = { usage: { input_tokens: 10, output_tokens: 2 }, error: null, ok: true }
  store.events.append(fence, { type: 'model.finished', data: { ...answer, ...used, cost_usd: 0.5, replayed: false } })
  store.events.append(fence, { type: 'model.finished', data: { ...answer, ...used, cost_usd: null, replayed: false } })
  store.events.append(fence, { type: 'model.finished', data: { ...answer, ...used, cost_usd: 9, replayed: true } })
  store.events.append(fence, { type: 'tool.finished', data: { ...call, ok: true, error: null, replayed: false } })
  const error = { code: 'TOOL_FAILED', message: 'no', retryable: false }
  store.events.append(fence, { type: 'tool.finished', data: { ...call, ok: false, error, replayed: false } })
  clock.advance(1000)
  store.runs.update(fence, {
    status: n % 2 === 0 ? 'failed' : 'completed',
    error: n % 2 === 0 ? { ...error, fix: '' } : null,
    ended_at: clock.now(),
  })
  store.runs.release(fence)
}

test('what happened in a period is counted by piece; what was replayed, was before it or comes after it is not', () => {
  const since = clock.now()
  for (let n = 0; n < 4; n += 1) oneRun(n)
  const period = { since, until: since + 2000, bucket_ms: 1000 }
  const figures = fixture.store.figures.period(period)
  expect(figures.started).toEqual([
    { bucket: 0, runs: 1 },
    { bucket: 1, runs: 1 },
  ])
  expect(figures.models).toEqual(
    [0, 1].map((bucket) => ({ bucket, calls: 2, failed: 0, input_tokens: 20, output_tokens: 4, cost_usd: 0.5, unpriced: 1 })),
  )
  expect(figures.tools.filter(({ ok }) => ok === 0)).toEqual(
    [0, 1].map((bucket) => ({
      bucket,
      tool: 'terminal',
      ok: 0,
      code: 'TOOL_FAILED',
      calls: 1,
      at: since + bucket * 1000,
      run_id: id(bucket),
    })),
  )
  expect(figures.ended).toEqual([{ status: 'failed', created_at: since, ended_at: since + 1000 }])
  expect(figures.codes).toEqual([{ code: 'TOOL_FAILED', runs: 1, at: since + 1000, run_id: id(0) }])
  expect(fixture.store.figures.period({ ...period, since: since + 60_000, until: since + 61_000 })).toMatchObject({
    started: [],
    models: [],
    tools: [],
  })
  expect(fixture.store.figures.first()).toBe(START)
})

test('no figure is made by reading all events, attempts or runs', () => {
  const db = new Database(fixture.options.path, { readonly: true })
  const parameters = { since: 0, until: 1, bucket_ms: 1, since_at: '', until_at: '', limit: 1 }
  for (const [name, sql] of Object.entries(FIGURE_SQL)) {
    const wanted = Object.fromEntries(Object.entries(parameters).filter(([key]) => sql.includes(`@${key}`)))
    const plan = db.prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(wanted)
    for (const { detail } of plan) expect(`${name}: ${detail}`).not.toMatch(/SCAN (events|attempts|approvals)|SCAN runs(?! USING COVERING)/)
  }
  db.close()
})
