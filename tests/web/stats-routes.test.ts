import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunAnalysis } from '../../src/view/analysis/analysis-rows.ts'
import type { StatsRow } from '../../src/view/stats/stats-rows.ts'
import { type Seeded, seededPlace } from '../helpers/dashboard/seeded-place.ts'
import { type ApiClient, apiClient } from './api-client.ts'

let seeded: Seeded
let api: ApiClient

beforeAll(async () => {
  seeded = await seededPlace({ env: { CLOSED_CLAW_SANDBOX: 'off' } })
  api = await apiClient(seeded.place)
}, 120_000)
afterAll(() => seeded.close())

async function get<T>(path: string): Promise<T> {
  const answer = await api.get(path)
  expect(answer.status, answer.text).toBe(200)
  return JSON.parse(answer.text) as T
}

describe('figures over time', () => {
  it('tell what the runs of the workspace came to, in every range', async () => {
    const runs = await seeded.place.app.listRuns({ limit: 1000 })
    const of = (status: string) => runs.filter((run) => run.status === status).length
    for (const range of ['15m', '1h', '6h', '24h', '7d', 'all']) {
      const stats = await get<StatsRow>(`/api/stats?range=${range}`)
      const { totals } = stats
      expect([totals.started, totals.completed, totals.failed, totals.partial, totals.denied, totals.cancelled]).toEqual([
        runs.length,
        ...['completed', 'failed', 'partial', 'denied', 'cancelled'].map(of),
      ])
      expect(totals.success_rate).toBeCloseTo(
        of('completed') / ['completed', 'failed', 'partial', 'denied'].map(of).reduce((a, b) => a + b),
      )
      expect(stats.buckets.reduce((sum, piece) => sum + piece.started, 0)).toBe(runs.length)
      expect(stats.buckets.reduce((sum, piece) => sum + piece.tool_calls, 0)).toBe(totals.tool_calls)
      expect(totals.input_tokens).toBeGreaterThan(0)
      expect(totals.approvals_asked).toBeGreaterThanOrEqual(4)
      expect(stats.before === null).toBe(range === 'all')
      expect(stats.failing.codes.map(({ run_id }) => run_id)).toContain(seeded.runs.failed)
    }
  })
  it('refuse a period that is none', async () => {
    for (const query of [
      'range=2h',
      'since=1',
      'since=5&until=5&bucket=1',
      'since=0&until=1000000&bucket=1',
      'range=1h&since=1&until=2&bucket=1',
    ])
      expect([query, (await api.get(`/api/stats?${query}`)).status]).toEqual([query, 400])
    expect((await get<StatsRow>('/api/stats?since=0&until=100&bucket=50')).buckets).toHaveLength(2)
  })
})

describe('the analysis of a run', () => {
  const analysisOf = (name: keyof Seeded['runs']): Promise<RunAnalysis> => get(`/api/runs/${seeded.runs[name]}/analysis`)

  it('gives all its time to stages, and knows what the stages did', async () => {
    const { stages, spent, current, failed, cause } = await analysisOf('report')
    const run = await seeded.place.app.getRun(seeded.runs.report)
    const whole = Object.values(spent).reduce((sum, ms) => sum + ms, 0)
    expect(stages.reduce((sum, stage) => sum + stage.duration_ms, 0)).toBe(whole - spent.stopped_ms)
    expect(Math.abs(whole - ((run.ended_at ?? 0) - run.created_at))).toBeLessThan(50)
    expect([current, failed, cause]).toEqual([null, null, null])
    expect(stages.map(({ state }) => state)).not.toContain('pending')
    expect(stages.find(({ stage }) => stage === 'plan')?.model_calls).toBeGreaterThan(0)
  })
  it('says in a sentence why a run failed, and which event tells it', async () => {
    for (const name of ['failed', 'denied', 'partial', 'cancelled'] as const) {
      const { cause, failed } = await analysisOf(name)
      expect(cause, name).not.toBeNull()
      expect(failed, name).toBe(cause?.stage)
      const events = await seeded.place.app.events(seeded.runs[name])
      expect(events[(cause?.seq ?? 0) - 1], name).toBeDefined()
      expect(cause?.sentence, name).toMatch(/\w{4}/)
    }
  })
  it('names the rule that asked, and what was said to it', async () => {
    const { cause } = await analysisOf('denied')
    expect(cause).toMatchObject({ stage: 'execute', code: 'APPROVAL_DENIED', rule: expect.stringMatching(/./) })
    expect(cause?.sentence).toContain('Never by force.')
    expect((await analysisOf('cancelled')).cause).toMatchObject({ code: 'CANCELLED', stage: 'execute' })
  })
  it('knows where a run stands that waits', async () => {
    const { current, cause, stages } = await analysisOf('waiting')
    expect([current, cause]).toEqual(['execute', null])
    expect(stages.find(({ stage }) => stage === 'execute')?.state).toBe('stopped')
    expect((await analysisOf('create')).current).toBe('route')
    expect((await analysisOf('plan')).current).toBe('plan')
  })
})

describe('the system', () => {
  it('tells versions, state, disk, processes and the sandbox', async () => {
    const system = await get<Record<string, never>>('/api/system')
    expect(system).toMatchObject({ pid: process.pid, workspace: seeded.place.workspace, engine: { provider: 'openai' } })
    expect(system).toMatchObject({ sandbox: { setting: 'off', holds: false }, queue: { running: 0 } })
    const rows = system as unknown as { state: { what: string; bytes: number }[]; processes: { self: boolean; rss_bytes: number }[] }
    expect(rows.state.find(({ what }) => what === 'Registry')?.bytes).toBeGreaterThan(10_000)
    expect(rows.processes.find(({ self }) => self)?.rss_bytes).toBeGreaterThan(1_000_000)
  })
  it('answers cheaply that it is there, verifies everything when it is asked to, and makes what is missing', async () => {
    expect(await get('/api/health')).toMatchObject({ ok: true, workspace: seeded.place.workspace })
    const verified = JSON.parse((await api.post('/api/health/verify', {})).text)
    expect(verified).toMatchObject({ integrity: 'ok', audit: { ok: true, problem: null } })
    expect(verified.checks.map(({ name }: { name: string }) => name)).toContain('audit')
    expect(JSON.parse((await api.post('/api/init', {})).text)).toMatchObject({ workspace: seeded.place.workspace })
  })
})
