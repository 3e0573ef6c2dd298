import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const client = builtClient()
let place: WebPlace
let api: ApiClient

beforeAll(async () => {
  place = await webPlace(client.dir, { 'a.ts': 'one\n' }, { CLOSED_CLAW_SANDBOX: 'off' })
  api = await apiClient(place)
})
afterAll(() => place.close())

it('a dashboard whose registry was taken away says so and makes nothing there; when it is back, so is the dashboard', async () => {
  const registry = join(place.workspace, '.closed_claw', 'registry.db')
  const before = (await place.app.listRuns({ limit: 100 })).length
  renameSync(registry, `${registry}.away`)
  for (const answer of [
    await api.get('/api/health'),
    await api.get('/api/runs'),
    await api.post('/api/runs', { task: 'List the files' }),
  ]) {
    expect(answer.status).toBe(503)
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'STORE_REPLACED', fix: expect.stringContaining('claw web') })
  }
  renameSync(`${registry}.away`, registry)
  expect((await api.get('/api/runs')).status).toBe(200)
  expect((await place.app.listRuns({ limit: 100 })).length).toBe(before)
})
