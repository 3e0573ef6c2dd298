import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src/protocol/events.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
let place: WebPlace
let api: ApiClient
let run_id = ''

beforeAll(async () => {
  place = await webPlace(client.dir, { 'a.ts': 'one\ntwo\n', 'b.ts': 'three\n', 'c.md': '# c\n' }, { CLOSED_CLAW_SANDBOX: 'off' })
  api = await apiClient(place)
  const started = await api.post('/api/runs', { task: 'How many TypeScript files are here?' })
  expect(started.status, started.text).toBe(201)
  run_id = JSON.parse(started.text).run_id
})
afterAll(() => place.close())

describe('a run', () => {
  it('is started, followed to its end and documented', async () => {
    const messages = await api.stream(`/api/runs/${run_id}/events`)
    const events = messages.filter((one) => one.event === 'message').map((one) => one.data as RunEvent)
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    expect(messages.slice(0, -1).map((one) => one.id)).toEqual(events.map((event) => String(event.seq)))
    expect(events[0]).toMatchObject({ type: 'run.started', data: { origin: 'web' } })
    expect(events.at(-1)?.type).toBe('run.ended')
    expect(messages.at(-1)).toMatchObject({ event: 'end', data: { status: 'completed', exit_code: 0 } })
    const { run, document } = JSON.parse((await api.get(`/api/runs/${run_id}`)).text)
    expect(run).toMatchObject({ run_id, status: 'completed', origin: 'web', engine: 'rules' })
    expect(document).toMatchObject({ schema: 'claw.run/1', ok: true, status: 'completed' })
    expect(JSON.stringify(document.result)).toContain('2')
  })
  it('goes on after the last id without a gap or a double', async () => {
    const all = (await api.stream(`/api/runs/${run_id}/events`)).map((one) => one.id)
    const place_of_cut = Math.floor(all.length / 2)
    const rest = (await api.stream(`/api/runs/${run_id}/events`, { lastId: all[place_of_cut] ?? '' })).map((one) => one.id)
    expect(rest).toEqual(all.slice(place_of_cut + 1))
    const same = (await api.stream(`/api/runs/${run_id}/events?after=${all[place_of_cut]}`)).map((one) => one.id)
    expect(same).toEqual(rest)
  })
  it('is told to many at once, cut off and come back, each event once', async () => {
    const started = JSON.parse((await api.post('/api/runs', { task: 'List the largest files' })).text).run_id
    const followers = Array.from({ length: 20 }, async (_, index) => {
      const head = await api.stream(`/api/runs/${started}/events`, { enough: (messages) => messages.length > index % 5 })
      const last = head.at(-1)
      if (last?.event === 'end') return head.map((one) => one.id)
      return [...head, ...(await api.stream(`/api/runs/${started}/events`, { lastId: last?.id ?? '' }))].map((one) => one.id)
    })
    const stored = (await place.app.events(started)).length
    for (const ids of await Promise.all(followers))
      expect(ids.filter((id) => id !== '')).toHaveLength(new Set(ids.filter((id) => id !== '')).size)
    const after = (await place.app.events(started)).map((event) => String(event.seq))
    expect(after.length).toBeGreaterThanOrEqual(stored)
    for (const ids of await Promise.all(followers)) expect(ids.filter((id) => id !== '')).toEqual(after)
  })
  it('is found by words and by status', async () => {
    const found = async (query: string): Promise<string[]> =>
      JSON.parse((await api.get(`/api/runs?${query}`)).text).runs.map((run: { run_id: string }) => run.run_id)
    expect(await found('text=typescript')).toEqual([run_id])
    expect(await found(`text=${run_id.slice(0, 6)}`)).toEqual([run_id])
    expect(await found('status=failed')).toEqual([])
    expect(await found('limit=1')).toHaveLength(1)
  })
  it('that has ended is neither resumed nor cancelled', async () => {
    const resumed = await api.post(`/api/runs/${run_id}/resume`, {})
    expect(resumed.status).toBe(409)
    expect(JSON.parse(resumed.text)).toMatchObject({ code: 'NOT_RESUMABLE', status: 409 })
    expect(JSON.parse((await api.post(`/api/runs/${run_id}/cancel`, {})).text)).toMatchObject({ was_running: false, status: 'completed' })
  })
})

describe('bad input', () => {
  it.each(['...', '%2e%2e', 'x'.repeat(300), 'ABCDEF012345', '0123456789a', "0' OR 1=1"])('the id %s is refused', async (id) => {
    for (const path of [`/api/runs/${encodeURI(id)}/events`, `/api/runs/${encodeURI(id)}`]) {
      const { status } = await api.get(path)
      expect([400, 404], `${path} gave ${status}`).toContain(status)
    }
    expect([400, 404]).toContain((await api.post(`/api/approvals/${encodeURI(id)}`, { decision: 'approved', scope: 'once' })).status)
  })
  it('an unknown id is 404', async () => {
    for (const path of ['/api/runs/0123456789ab', '/api/runs/0123456789ab/events', '/api/nothing'])
      expect((await api.get(path)).status, path).toBe(404)
    expect((await api.post('/api/approvals/0123456789ab', { decision: 'denied' })).status).toBe(404)
  })
  it.each([
    ['no task', {}],
    ['an empty task', { task: ' ' }],
    ['a task that is too long', { task: 'x'.repeat(100_001) }],
    ['an unknown member', { task: 'x', policy: 'trusted' }],
    ['an agent id that is a path', { task: 'x', agent_id: '../x' }],
    ['a list', []],
    ['null', null],
  ])('a new run with %s is 400', async (_name, body) => {
    expect((await api.post('/api/runs', body)).status).toBe(400)
  })
  it('a wrong query is 400', async () => {
    for (const query of ['limit=0', 'limit=x', 'limit=501', 'status=gone', 'words=x', 'since=x', 'order=none', 'after=..'])
      expect((await api.get(`/api/runs?${query}`)).status, query).toBe(400)
  })
})

describe('approvals and grants', () => {
  it('a plan is changed by its approval; a change that leaves no plan answers nothing', async () => {
    const task = 'How many text files are here, and then list the files here'
    await (await place.app.startRun({ task, context: {}, plan_only: false, approve_plan: true })).done
    const [pending] = await place.app.listApprovals({ limit: 1, status: 'pending' })
    const path = `/api/approvals/${pending?.approval_id}`
    for (const plan of [
      { drop: ['s9'] },
      { drop: ['s1', 's2'] },
      { edit: { s1: { task: 'other' } } },
      { edit: { s1: { id: 's7' } } },
      { add: [] },
    ])
      expect((await api.post(path, { decision: 'approved', scope: 'once', plan })).status).toBe(400)
    expect((await place.app.getApproval(pending?.approval_id ?? '')).status).toBe('pending')
    expect((await api.post(path, { decision: 'approved', scope: 'once', plan: { drop: ['s2'] } })).status).toBe(200)
    const resumed = await place.app.resumeRun(pending?.run_id ?? '', {})
    expect(await resumed.done).toMatchObject({ status: 'completed' })
    const revised = (await place.app.events(pending?.run_id ?? '')).filter((event) => event.type === 'plan.revised')
    expect(revised.map((event) => event.type === 'plan.revised' && event.data.dropped)).toEqual([['s2']])
  })

  it('nothing is approved or revoked by GET, and only a known scope counts', async () => {
    const parked = await place.app.startRun({ task: 'run the command `echo x`', context: {}, plan_only: false })
    await parked.done
    const [pending] = await place.app.listApprovals({ limit: 1, status: 'pending' })
    const path = `/api/approvals/${pending?.approval_id}`
    for (const query of ['', '?decision=approved&scope=always'])
      expect(JSON.parse((await api.get(`${path}${query}`)).text)).toMatchObject({ approval: { status: 'pending' }, run: { held: false } })
    expect((await api.get(`${path}/approve`)).status).toBe(404)
    for (const body of [
      { decision: 'approved' },
      { decision: 'approved', scope: 'forever' },
      { decision: 'approved', scope: 'once', match: { by: 'arguments' } },
      { decision: 'approved', scope: ['always'] },
    ])
      expect((await api.post(path, body)).status).toBe(400)
    expect((await place.app.getApproval(pending?.approval_id ?? '')).status).toBe('pending')
    const answered = await api.post(path, { decision: 'approved', scope: 'always' })
    expect(JSON.parse(answered.text)).toMatchObject({ approval: { scope: 'always' }, evaluation: { decision: 'allow' } })
    expect((await api.post(path, { decision: 'denied' })).status).toBe(409)
    const { grants } = JSON.parse((await api.get('/api/grants')).text)
    const [{ grant_id }] = grants
    expect((await api.get(`/api/grants/${grant_id}/revoke`)).status).toBe(404)
    expect((await api.post('/api/grants/..%2f..%2fx/revoke', {})).status).toBe(400)
    expect((await api.post(`/api/grants/${grant_id}/revoke`, { all: true })).status).toBe(400)
    expect((await api.post(`/api/grants/${grant_id}/revoke`, {})).status).toBe(200)
    expect((await api.post(`/api/grants/${grant_id}/revoke`, {})).status).toBe(404)
  })
})

describe('what is looked at', () => {
  it('status, agents and audit', async () => {
    expect(JSON.parse((await api.get('/api/status')).text)).toMatchObject({ workspace: place.workspace, engine: 'rules' })
    const { agents } = JSON.parse((await api.get('/api/agents')).text)
    const analyst = agents.find((agent: { agent_id: string }) => agent.agent_id === 'file-analyst')
    expect(analyst).toMatchObject({ status: 'active', metrics: { failures: 0, success_rate: 1, cost_usd: 0, degraded_reason: null } })
    expect(analyst.metrics.p50_ms).toBeGreaterThan(0)
    const { records, next } = JSON.parse((await api.get(`/api/audit?run=${run_id}&limit=1`)).text)
    expect(records).toHaveLength(1)
    const older = JSON.parse((await api.get(`/api/audit?run=${run_id}&limit=1&before=${next}`)).text).records
    expect(older[0].n).toBeLessThan(records[0].n)
    expect(JSON.parse((await api.get('/api/audit/chain')).text)).toMatchObject({ ok: true })
  })
  it('a record of the audit log explained, filtered and exported', async () => {
    const { records } = JSON.parse((await api.get(`/api/audit?run=${run_id}&action=run`)).text)
    expect(records.every((row: { action: string }) => row.action.startsWith('run.'))).toBe(true)
    const { explanation } = JSON.parse((await api.get(`/api/audit/${records[0].n}`)).text)
    expect(explanation.record.n).toBe(records[0].n)
    for (const path of ['/api/audit/0', '/api/audit/x', '/api/audit?run=../x', '/api/audit/export?format=exe'])
      expect((await api.get(path)).status, path).toBe(400)
    expect((await api.get('/api/audit/99999')).status).toBe(404)
    const file = await api.get('/api/audit/export?format=csv&decision=allow')
    expect(file.headers['content-disposition']).toBe('attachment; filename="claw-audit.csv"')
    expect(file.headers['x-content-type-options']).toBe('nosniff')
    expect(file.text.trimEnd().split('\r\n').at(-1)).toContain('audit.head')
  })
})
