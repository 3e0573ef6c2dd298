import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunEvent } from '../../src/protocol/events.ts'
import type { FeedChange } from '../../src/protocol/feed.ts'
import { CLAW } from '../helpers/claw-place.ts'
import { openRegistry } from '../menu/seed-runs.ts'
import { type ApiClient, apiClient, type SseMessage } from './api-client.ts'
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

/** The built program, in the workspace of the dashboard. */
async function claw(...args: readonly string[]): Promise<string> {
  const env = { HOME: join(place.root, 'home'), PATH: process.env['PATH'] ?? '', CLOSED_CLAW_SANDBOX: 'off' }
  const child = spawn(process.execPath, [CLAW, ...args, '--no-input'], { cwd: place.workspace, env })
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  await once(child, 'close')
  return said
}

const eventsOf = (messages: readonly SseMessage[]) => messages.flatMap(({ event, data }) => (event === 'message' ? [data as RunEvent] : []))
const changesOf = (messages: readonly SseMessage[]) =>
  messages.flatMap(({ event, data }) => (event === 'changed' ? [data as FeedChange] : []))

it('tells a run of another process, and an approval that is answered in a terminal, within a second', async () => {
  const stream = api.stream('/api/events', { enough: (messages) => eventsOf(messages).some(({ type }) => type === 'run.ended') })
  const { run_id } = JSON.parse(await claw('run', 'run the command `echo elsewhere`', '--json'))
  const messages = await stream
  expect(messages[0]).toMatchObject({ event: 'hello', data: { beat_ms: 5000 } })
  expect(eventsOf(messages)).toEqual(await place.app.events(run_id))
  expect(changesOf(messages).flatMap(({ topics }) => topics)).toEqual(expect.arrayContaining(['runs', 'approvals', 'audit']))
  const [pending] = await place.app.listApprovals({ limit: 1, status: 'pending' })
  const last = messages.findLast(({ id }) => id !== '')?.id ?? ''
  const answered = api
    .stream('/api/events', {
      lastId: last,
      enough: (news) => changesOf(news).some(({ topics, runs }) => topics.includes('approvals') && runs.includes(run_id)),
    })
    .then(() => Date.now())
  await claw('deny', pending?.approval_id ?? '')
  const decidedAt = (await place.app.getApproval(pending?.approval_id ?? '')).decided_at ?? 0
  expect((await answered) - decidedAt).toBeLessThan(1000)
}, 30_000)

it('every frame of the stream resumes exactly, over HTTP', async () => {
  const start = (await api.stream('/api/events', { enough: (messages) => messages.length > 0 }))[0]?.id ?? ''
  const store = openRegistry(place)
  const run_id = (await place.app.listRuns({ limit: 1 }))[0]?.run_id ?? ''
  store.transaction(undefined, () => {
    for (let n = 0; n < 40; n += 1) store.events.appendUnfenced(run_id, { type: 'capsule.progress', data: { text: `n${n}` } })
  })
  store.close()
  const all = await api.stream(`/api/events?after=${start}`, { enough: (messages) => eventsOf(messages).length >= 40 })
  for (const cut of [1, 20, 39]) {
    const rest = await api.stream('/api/events', {
      lastId: all[cut]?.id ?? '',
      enough: (messages) => eventsOf(messages).length >= 40 - cut,
    })
    expect(eventsOf(rest)).toEqual(eventsOf(all).slice(cut))
  }
})

it('gives the history of a run as JSON, in pages, packed, with the place from which the stream goes on', async () => {
  const run_id = (await place.app.listRuns({ limit: 1 }))[0]?.run_id ?? ''
  const events = await place.app.events(run_id)
  const asked = { accept: 'application/json' }
  const whole = JSON.parse((await api.get(`/api/runs/${run_id}/events`, asked)).text)
  expect(whole).toEqual({
    run_id,
    cursor: expect.stringMatching(/^\d+-\d+-[0-9a-f]{8}$/),
    next: null,
    end: { status: 'waiting', exit_code: 6 },
    events,
  })
  const paged: RunEvent[] = []
  for (let next: number | null = 0; next !== null; ) {
    const page = JSON.parse((await api.get(`/api/runs/${run_id}/events?limit=7&after=${next}`, asked)).text) as {
      events: RunEvent[]
      next: number | null
    }
    paged.push(...page.events)
    next = page.next
  }
  expect(paged).toEqual(events)
  const packed = await api.get(`/api/runs/${run_id}/events`, { ...asked, 'accept-encoding': 'gzip' })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(JSON.parse(gunzipSync(packed.bytes).toString())).toEqual(whole)
  for (const query of ['limit=0', 'limit=10001', 'after=-1', 'after=x'])
    expect((await api.get(`/api/runs/${run_id}/events?${query}`, asked)).status).toBe(400)
})

it('a reader that goes away in the midst leaves nothing behind', async () => {
  const host = `127.0.0.1:${place.port}`
  for (let n = 0; n < 20; n += 1) {
    const socket = createConnection(place.port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`GET /api/events HTTP/1.1\r\nhost: ${host}\r\ncookie: ${api.cookie}\r\n\r\n`)
    await once(socket, 'data')
    socket.destroy()
  }
  const messages = await api.stream('/api/events', { enough: (found) => found.length > 0 })
  expect(messages[0]?.event).toBe('hello')
})
