import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Seeded, seededPlace } from '../helpers/dashboard/seeded-place.ts'
import { apiClient } from './api-client.ts'
import { type RawAnswer, rawHttp } from './raw-http.ts'

let seeded: Seeded
let get: (path: string) => Promise<RawAnswer>
let post: (path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<RawAnswer>

beforeAll(async () => {
  seeded = await seededPlace({ env: { CLOSED_CLAW_SANDBOX: 'off' } })
  const api = await apiClient(seeded.place)
  get = api.get
  const { port, web } = seeded.place
  const host = `127.0.0.1:${port}`
  const cookie = await signIn()
  post = (path, body = {}, headers = {}) =>
    rawHttp(port, {
      method: 'POST',
      path,
      headers: { host, cookie, origin: `http://${host}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })

  async function signIn(): Promise<string> {
    const signed = await rawHttp(port, { path: web.signInUrl.slice(web.url.length), headers: { host } })
    return signed.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  }
}, 120_000)
afterAll(() => seeded.close())

const jsonOf = ({ text }: RawAnswer) => JSON.parse(text)

it('names the places that a fork may go on from, and forks there with something changed', async () => {
  const run = seeded.runs.report
  const { steps } = jsonOf(await get(`/api/runs/${run}/steps`))
  const addresses: string[] = steps.map((step: { address: string }) => step.address)
  expect(addresses).toEqual(expect.arrayContaining(['plan', 'table', 'table.1', 'report', 'synthesis']))
  const answer = await post(`/api/runs/${run}/fork`, { from: 'synthesis', set: { temperature: '0.3' } })
  expect(answer.status, answer.text).toBe(201)
  const fork = jsonOf(answer)
  expect(answer.headers['location']).toBe(`/api/runs/${fork.run_id}`)
  await expect.poll(async () => (await seeded.place.app.getRun(fork.run_id)).status, { timeout: 20_000 }).toBe('completed')
  const events = await seeded.place.app.events(fork.run_id)
  expect(events.find((event) => event.type === 'run.forked')?.data).toMatchObject({ parent: run, step: 'synthesis' })
})

it('refuses a fork that makes no sense, with the steps that there are', async () => {
  const run = seeded.runs.report
  expect(jsonOf(await post(`/api/runs/${run}/fork`, { from: 's99' }))).toMatchObject({
    code: 'USAGE',
    detail: expect.stringContaining('table.1'),
  })
  expect((await post(`/api/runs/${run}/fork`, { from: 'plan', set: { color: 'red' } })).status).toBe(400)
  expect((await post(`/api/runs/${run}/fork`, { from: 'plan', set: { result: '1' } })).status).toBe(400)
  expect((await post('/api/runs/000000000000/fork', { from: 'plan' })).status).toBe(404)
})

it('gives what a run was started with, and starts it again so', async () => {
  const options = jsonOf(await get(`/api/runs/${seeded.runs.interrupted}/rerun`))
  expect(options).toMatchObject({ task: 'Describe every station in great detail', agent_id: 'station-keeper', max_tokens: 4000 })
  const answer = await post(`/api/runs/${seeded.runs.count}/rerun`)
  expect(answer.status, answer.text).toBe(201)
  const { run_id } = jsonOf(answer)
  await expect.poll(async () => (await seeded.place.app.getRun(run_id)).status, { timeout: 20_000 }).toBe('completed')
  expect(await seeded.place.app.getRun(run_id)).toMatchObject({ origin: 'web', engine: 'rules' })
})

it('replays a run from its journal', async () => {
  expect(jsonOf(await post(`/api/runs/${seeded.runs.count}/replay`))).toMatchObject({ same: true, first: null })
}, 30_000)

it('resumes with another limit', async () => {
  const refused = await post(`/api/runs/${seeded.runs.interrupted}/resume`, { max_tokens: -1 })
  expect(jsonOf(refused)).toMatchObject({ status: 400, errors: [{ pointer: '/max_tokens' }] })
  const answer = await post(`/api/runs/${seeded.runs.interrupted}/resume`, { max_tokens: 9000 })
  expect(answer.status, answer.text).toBe(200)
  const ends = async () => (await seeded.place.app.events(seeded.runs.interrupted)).filter((event) => event.type === 'run.ended')
  await expect.poll(async () => (await ends()).length, { timeout: 20_000 }).toBe(2)
  expect((await ends()).at(-1)?.data).toMatchObject({ status: 'interrupted', error: { code: 'RUN_BUDGET' } })
})

it('lists the files of a run, with what they were and what they are', async () => {
  const { files } = jsonOf(await get(`/api/runs/${seeded.runs.report}/files`))
  expect(files.map(({ path, now }: { path: string; now: string }) => [path, now])).toEqual([
    ['README.md', 'as_left'],
    ['report.md', 'as_left'],
  ])
  const [readme, report] = files
  expect(readme.changes).toMatchObject([{ op: 'edit', kept: true, undone: false, subtask_id: 'report' }])
  const { id } = readme.changes[0]
  const { lines } = jsonOf(await get(`/api/runs/${seeded.runs.report}/files/diff?from=${id}&to=${id}`))
  expect(lines.slice(0, 2)).toEqual(['--- README.md', '+++ README.md'])
  expect(lines).toContain('+- Bergen')
  const before = jsonOf(await get(`/api/runs/${seeded.runs.report}/files/text?path=README.md&side=before&change=${id}`))
  expect(before).toMatchObject({ type: 'text', cut: false })
  expect(before.text).not.toContain('Bergen')
  expect(jsonOf(await get(`/api/runs/${seeded.runs.report}/files/text?path=README.md&side=now`)).text).toContain('Bergen')
  const created = report.changes[0].id
  expect(jsonOf(await get(`/api/runs/${seeded.runs.report}/files/diff?from=${created}&to=${created}`)).lines[0]).toBe('--- /dev/null')
})

it('gives no file that the run had nothing to do with, and every one only to be saved', async () => {
  const at = `/api/runs/${seeded.runs.report}/files`
  for (const path of ['stations.csv', '../../etc/passwd', '/etc/passwd', '.closed_claw/registry.db'])
    expect((await get(`${at}/text?side=now&path=${encodeURIComponent(path)}`)).status, path).toBe(404)
  const saved = await get(`${at}/raw?path=report.md&side=now`)
  expect(saved.headers).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment; filename="report.md"/),
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  })
  expect(saved.text).toBe(readFileSync(join(seeded.place.workspace, 'report.md'), 'utf8'))
  expect((await get(`${at}/image?path=report.md&side=now`)).status).toBe(415)
})

it('gives the bundle as an archive that unpacks, and leaves nothing behind', async () => {
  const { port } = seeded.place
  const answer = await get(`/api/runs/${seeded.runs.report}/export`)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': expect.stringContaining(`filename="claw-run-${seeded.runs.report}.zip"`),
  })
  expect(port).toBeGreaterThan(0)
  const { zipFile } = await import('../../web/server/download/zip-file.ts')
  const file = join(seeded.place.root, 'bundle.zip')
  writeFileSync(file, zipFile(await seeded.place.app.exportTexts(seeded.runs.report)))
  const listed = spawnSync('python3', [
    '-c',
    `import zipfile; z = zipfile.ZipFile(${JSON.stringify(file)}); assert z.testzip() is None; print('\\n'.join(z.namelist())); print(z.read('events.jsonl').decode().splitlines()[0])`,
  ])
  const [names, first] = [listed.stdout.toString().split('\n').slice(0, 5), listed.stdout.toString().split('\n')[5]]
  expect(listed.stderr.toString()).toBe('')
  expect(names).toEqual(['run.json', 'events.jsonl', 'journal.json', 'artifacts.json', 'answer.txt'])
  expect(JSON.parse(first ?? '')).toMatchObject({ type: 'run.started', seq: 1 })
})

it('tells the whole result of a call, and refuses one that is not there', async () => {
  const events = await seeded.place.app.events(seeded.runs.report)
  const call = events.find((event) => event.type === 'tool.finished')
  if (call?.type !== 'tool.finished') throw new Error('no call')
  const at = `/api/runs/${seeded.runs.report}/results/${call.subtask_id}/${call.attempt}/${encodeURIComponent(call.data.intent_id)}`
  const { text, cut } = jsonOf(await get(at))
  expect(JSON.parse(text)).toMatchObject(call.data.result as object)
  expect(cut).toBe(false)
  expect((await get(`${at}/raw`)).headers['content-disposition']).toContain('attachment')
  expect((await get(`/api/runs/${seeded.runs.report}/results/table/1/nothing`)).status).toBe(404)
})

// The last one: it takes the files of the run back.
it('undoes what was shown, and nothing else', async () => {
  const at = `/api/runs/${seeded.runs.report}/undo`
  const shown = await get(at)
  expect(jsonOf(shown)).toMatchObject({ dry_run: true, undone: [{ path: 'README.md' }, { path: 'report.md' }] })
  expect(jsonOf(shown).diff).toContain('-- Bergen')
  expect((await post(at)).status).toBe(428)
  expect((await post(at, {}, { 'if-match': '"something-else"' })).status).toBe(412)
  expect(existsSync(join(seeded.place.workspace, 'report.md'))).toBe(true)
  const undone = await post(at, {}, { 'if-match': String(shown.headers['etag']) })
  expect(undone.status, undone.text).toBe(200)
  expect(existsSync(join(seeded.place.workspace, 'report.md'))).toBe(false)
  expect((await post(at, {}, { 'if-match': String(shown.headers['etag']) })).status).toBe(412)
})
