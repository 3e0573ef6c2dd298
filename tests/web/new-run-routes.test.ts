import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiClient, apiClient } from './api-client.ts'
import { builtClient } from './built-client.ts'
import { type WebPlace, webPlace } from './web-place.ts'

const files = { 'notes/plan.md': '# Plan\n', 'notes/done.md': '# Done\n', 'a.ts': 'export const a = 1\n' }
const client = builtClient()
let place: WebPlace
let api: ApiClient

beforeAll(async () => {
  place = await webPlace(client.dir, files, { CLOSED_CLAW_SANDBOX: 'off' })
  api = await apiClient(place)
})
afterAll(() => place.close())

const json = <T>(answer: { readonly text: string }): T => JSON.parse(answer.text) as T

async function ended(run_id: string): Promise<void> {
  const stop = new AbortController()
  await (await place.app.watchRun(run_id, stop.signal)).done
  stop.abort()
}

test('a run takes all that `claw run` takes, keeps it for a rerun, and is found by its tag', { timeout: 30_000 }, async () => {
  const body = {
    task: 'How many TypeScript files are here?',
    context: { why: 'test' },
    session_id: 'nightly',
    tags: ['nightly', 'release/1'],
    tools: ['file_io'],
    temperature: 0.5,
    max_tokens: 5000,
    max_cost_usd: 0.5,
    timeout_s: 60,
    flags: { policy: 'readonly', 'llm-provider': 'rules', 'rules-first': 'all' },
  }
  const started = await api.post('/api/runs', body)
  expect(started.status).toBe(201)
  const { run_id } = json<{ run_id: string }>(started)
  await ended(run_id)
  const { run, document } = json<{ run: { origin: string; status: string }; document: { result: string } }>(
    await api.get(`/api/runs/${run_id}`),
  )
  expect([run.origin, run.status]).toEqual(['web', 'completed'])
  expect(JSON.stringify(document.result)).toContain('1')
  const { flags, ...told } = body
  const { timeout_s, ...others } = told
  expect(await place.app.rerunOptions(run_id)).toMatchObject({
    ...others,
    timeout_ms: timeout_s * 1000,
    flags: expect.arrayContaining(Object.entries(flags).map(([name, value]) => `--${name}=${value}`)),
  })
  const { task, options } = json<{ task: string; options: object }>(await api.get(`/api/new-run/draft/${run_id}`))
  expect(task).toBe(body.task)
  expect(options).toMatchObject({
    policy: 'readonly',
    rules: 'all',
    tags: 'nightly, release/1',
    tools: ['file_io'],
    temperature: 0.5,
    timeout: 60,
  })
  const found = json<{ runs: { run_id: string; tags: string[] }[]; facets: object }>(
    await api.get('/api/runs?tag=release/1&status=failed,completed'),
  )
  expect(found.runs.map((one) => [one.run_id, one.tags])).toEqual([[run_id, body.tags]])
  expect(found.facets).toEqual({ completed: 1 })
  expect(json<{ tags: string[] }>(await api.get('/api/new-run/choices')).tags).toEqual(['nightly', 'release/1'])
})

test('a tool that the person did not leave to the run is refused to its agent', { timeout: 30_000 }, async () => {
  const started = await api.post('/api/runs', { task: 'How many TypeScript files are here?', tools: ['sql_query'] })
  const { run_id } = json<{ run_id: string }>(started)
  await ended(run_id)
  const row = json<{ runs: { status: string; stage: string }[] }>(await api.get(`/api/runs?ids=${run_id}`)).runs[0]
  expect(row?.status).toBe('denied')
  expect((await place.app.events(run_id)).some(({ type }) => type === 'tool.finished')).toBe(true)
  const errors = JSON.stringify(await place.app.events(run_id))
  expect(errors).toContain('TOOL_NOT_ALLOWED')
})

test.each([
  [{ task: '' }, 'TASK_EMPTY'],
  [{ task: 'x', tags: ['two words'] }, 'is no tag'],
  [{ task: 'x', tools: ['telepathy'] }, '/tools/0'],
  [{ task: 'x', temperature: 3 }, '/temperature'],
  [{ task: 'x', flags: { sandbox: 'off' } }, 'sandbox'],
  [{ task: 'x', context: [] }, '/context'],
  [{ task: 'x', session_id: '../..' }, '/session_id'],
  [{ task: 'x', agent_id: 'nobody-here' }, 'nobody-here'],
  [{ task: 'x', flags: { 'llm-provider': 'openai' } }, 'OPENAI_API_KEY'],
])('%j is refused before there is a run', async (body, told) => {
  const before = (await place.app.status()).runs
  const answer = await api.post('/api/runs', body)
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expect(answer.text).toContain(told)
  expect((await place.app.status()).runs).toBe(before)
})

test('before it is started, it says who would take it, by which engine, and what is known of the price', async () => {
  const preview = async (body: object) => json<Record<string, unknown>>(await api.post('/api/new-run/preview', body))
  expect(await preview({ task: '' })).toMatchObject({ provider: 'rules', takes: null, pays: 'no', price: null, problem: null })
  expect(await preview({ task: 'How many TypeScript files are here?' })).toMatchObject({
    takes: { by: 'plan', engine: 'rules' },
    pays: 'no',
  })
  expect(await preview({ task: 'Sing of the sea', agent_id: 'file-analyst' })).toMatchObject({
    takes: { by: 'agent', agent_id: 'file-analyst' },
  })
  expect(await preview({ task: 'Sing of the sea', flags: { 'llm-provider': 'openai' } })).toMatchObject({
    problem: { fix: expect.stringContaining('claw') },
    pays: 'yes',
    price: { input: expect.any(Number) },
  })
  expect(await preview({ task: 'x', flags: { 'llm-provider': 'ollama', 'llm-model': 'some-cloud' } })).toMatchObject({ price: null })
})

test('paths of the workspace are completed, folders alone when asked for', async () => {
  const paths = async (query: string) => json<{ paths: string[] }>(await api.get(`/api/files?${query}`)).paths
  expect(await paths('query=pla')).toEqual(['notes/plan.md'])
  expect(await paths('query=no&folders=true')).toEqual(['notes/'])
  expect(await paths('query=')).toEqual(expect.arrayContaining(['a.ts', 'notes/']))
  expect((await paths('query=.closed')).join()).not.toContain('.closed_claw')
})
