import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../src/app/create-app.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { startWeb } from '../../web/server/start-web.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
let place: WebPlace
let api: ApiClient

beforeAll(async () => {
  place = await webPlace(client.dir, { 'a.ts': 'one\n' })
  api = await apiClient(place)
})
afterAll(() => place.close())

const told = ({ text }: { readonly text: string }) => JSON.parse(text)

test('manifests of older agents are brought up to date, after it was told what would be changed', async () => {
  const folder = join(place.workspace, 'agents', 'old-one')
  mkdirSync(folder, { recursive: true })
  const old = {
    agent_id: 'old-one',
    name: 'Old',
    description: 'Counts the lines of files.',
    tools_allowlist: ['file_io'],
    entrypoint: 'main.py',
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(old))
  writeFileSync(join(folder, 'skill.md'), 'Count lines.')
  expect((await api.post('/api/agents/rewrite-entrypoints', {})).status).toBe(400)
  const would = told(await api.post('/api/agents/rewrite-entrypoints', { apply: false }))
  expect(would.changes).toEqual([expect.objectContaining({ agent_id: 'old-one', applied: false })])
  const did = told(await api.post('/api/agents/rewrite-entrypoints', { apply: true }))
  expect(did.changes).toEqual([expect.objectContaining({ agent_id: 'old-one', applied: true })])
  expect(told(await api.get('/api/agents/old-one')).agent.status).toBe('active')
})

test('the audit log is read from either end, page by page', async () => {
  const all = told(await api.get('/api/audit?order=oldest')).records.map(({ n }: { n: number }) => n)
  expect(all).toEqual(all.toSorted((a: number, b: number) => a - b))
  const first = told(await api.get('/api/audit?order=oldest&limit=1'))
  expect([first.records[0].n, first.next]).toEqual([1, 1])
  expect(told(await api.get('/api/audit?order=oldest&limit=1&after=1')).records[0].n).toBe(2)
})

test('several grants are taken back at once, and no others', async () => {
  expect((await api.post('/api/grants/revoke-bulk', { grant_ids: [] })).status).toBe(400)
  expect((await api.post('/api/grants/revoke-bulk', { grant_ids: ['x'] })).status).toBe(400)
  expect(told(await api.post('/api/grants/revoke-bulk', { grant_ids: ['g_0123456789ab'] })).grants).toEqual([])
})

test('runs that came with the folder are told, and adopted', async () => {
  const live = await place.app.startRun({ task: 'How many files are here?', context: {}, plan_only: false })
  await live.done
  expect(told(await api.get('/api/audit/brought')).runs).toEqual([])
  const json = { accept: 'application/json' }
  const tail = told(await api.get(`/api/runs/${live.run_id}/events?tail=2`, json)).events
  expect(tail.map(({ type }: { type: string }) => type).at(-1)).toBe('run.ended')
  expect(tail).toHaveLength(2)
  const { workspace, root } = place
  const env = { HOME: join(root, 'other-home'), PATH: process.env['PATH'] ?? '' }
  const config = loadConfig({ env, cwd: workspace, workspace, flags: {} })
  const app = await createApp(config)
  const web = await startWeb({ app, settings: place.settings, host: '127.0.0.1', port: 0, clientDir: client.dir })
  try {
    const stranger = await apiClient({ ...place, web, port: Number(new URL(web.url).port) })
    const { runs } = told(await stranger.get('/api/audit/brought'))
    expect(runs).toEqual([live.run_id])
    expect(told(await stranger.post('/api/audit/adopt', {})).runs).toEqual(runs)
    expect(told(await stranger.get('/api/audit/brought')).runs).toEqual([])
    expect(told(await stranger.get('/api/audit?action=registry.adopted')).records).toHaveLength(1)
  } finally {
    await web.close()
    await app.close()
  }
})
