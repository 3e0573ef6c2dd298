import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const post = async (path: string, body: unknown) => {
  const { status, text } = await api.post(path, body)
  return { status, answer: JSON.parse(text) }
}

test('a tool is judged without being called, and called by the real executor with a record', async () => {
  const { tools } = JSON.parse((await api.get('/api/tools?agent=file-analyst')).text)
  expect(tools.find((tool: { name: string }) => tool.name === 'file_io')).toMatchObject({ input_schema: expect.any(Object) })
  const args = { op: 'read', path: 'a.ts' }
  const judged = await post('/api/tools/file_io/judge', { args })
  expect(judged).toMatchObject({ status: 200, answer: { decision: 'allow', tool: 'file_io' } })
  expect(await place.app.listAudit({ limit: 5, action: 'tool.call' })).toEqual([])
  const called = await post('/api/tools/file_io/call', { args })
  expect(called).toMatchObject({ status: 200, answer: { ok: true, error: null } })
  expect(JSON.stringify(called.answer.result)).toContain('one')
  const [record] = await place.app.listAudit({ limit: 5, action: 'tool.call' })
  expect(record).toMatchObject({ target: 'file_io', decision: 'allow', args_hash: judged.answer.args_hash })
})

test('what the policy asks about is done only for the very arguments that were shown', async () => {
  const args = { command: 'echo x' }
  const judged = await post('/api/tools/terminal/judge', { args })
  expect(judged.answer).toMatchObject({ decision: 'ask' })
  expect((await post('/api/tools/terminal/call', { args })).answer).toMatchObject({ ok: false, duration_ms: null })
  const other = { args: { command: 'echo y' }, allow: judged.answer.args_hash }
  expect((await post('/api/tools/terminal/call', other)).answer).toMatchObject({ ok: false, duration_ms: null })
  const allowed = await post('/api/tools/terminal/call', { args, allow: judged.answer.args_hash })
  expect(allowed.answer.duration_ms, JSON.stringify(allowed.answer)).not.toBeNull()
})

test('bad input is told and does nothing', async () => {
  expect((await post('/api/tools/nothing/judge', { args: {} })).status).toBe(404)
  expect((await post('/api/tools/..%2fx/judge', { args: {} })).status).toBe(400)
  expect((await post('/api/tools/file_io/judge', { args: [] })).status).toBe(400)
  expect((await post('/api/tools/file_io/call', { args: {}, allow: 'yes' })).answer).toMatchObject({ errors: [{ pointer: '/allow' }] })
  expect((await api.get('/api/tools/file_io/call')).status).toBe(404)
})

test('a call sent again under its key is not made again', async () => {
  const written = { args: { op: 'append', path: 'kept.txt', content: 'once\n' } }
  const judged = await post('/api/tools/file_io/judge', written)
  const body = { ...written, allow: judged.answer.args_hash }
  const send = () => api.post('/api/tools/file_io/call', body, { 'idempotency-key': 'call-1' })
  const first = await send()
  const again = await send()
  expect([first.status, again.headers['idempotency-replayed'], again.text]).toEqual([200, 'true', first.text])
  expect(readFileSync(join(place.workspace, 'kept.txt'), 'utf8')).toBe('once\n')
})
