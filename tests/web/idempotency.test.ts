import type { ChildProcess } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { freePort } from '../helpers/free-port.ts'

let place: ClawPlace
const children: ChildProcess[] = []
const pids = new Set<number>()
beforeEach(() => {
  place = clawPlace({ 'a.ts': 'export const a = 1\n' })
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  // The processes of the runs write down compiled code as they end.
  for (const pid of pids) while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
  pids.clear()
  place.remove()
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

interface Served {
  readonly child: ChildProcess
  post(path: string, body: object, key: string): Promise<Response>
  get(path: string): Promise<Response>
}

async function serve(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const port = await freePort()
  const child = place.start(['web', '--port', String(port)], { env: { CLOSED_CLAW_SANDBOX: 'off', ...env } })
  children.push(child)
  const signIn = await new Promise<string>((done, reject) => {
    let text = ''
    child.stderr?.on('data', (data: Buffer) => {
      text += data.toString('utf8')
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=\S+/.exec(text) ?? []
      if (url !== undefined) done(url)
    })
    child.once('exit', (code) => reject(new Error(`claw web ended with ${code}: ${text}`)))
  })
  const cookie = (await fetch(signIn, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
  const url = `http://127.0.0.1:${port}`
  return {
    child,
    post: (path, body, key) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { cookie, origin: url, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
    get: (path) => fetch(`${url}${path}`, { headers: { cookie } }),
  }
}

const TASK = { task: 'how many TypeScript files are here?' }

async function runsOf({ get }: Served): Promise<{ run_id: string; status: string }[]> {
  return ((await (await get('/api/runs')).json()) as { runs: { run_id: string; status: string }[] }).runs
}

async function untilCompleted(served: Served, run_id: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await runsOf(served)).some((run) => run.run_id === run_id && run.status === 'completed')) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`run ${run_id} was not completed: ${JSON.stringify(await runsOf(served))}`)
}

test('the same request twice at once and once more makes one run; another request under its key is refused', {
  timeout: 30_000,
}, async () => {
  const served = await serve()
  const [first, second] = await Promise.all([served.post('/api/runs', TASK, 'k1'), served.post('/api/runs', TASK, 'k1')])
  const made = first.status === 201 ? first : second
  expect([201, 409]).toContain((made === first ? second : first).status)
  const run = (await made.json()) as { run_id: string; pid: number }
  pids.add(run.pid)
  const again = await served.post('/api/runs', TASK, 'k1')
  expect([again.status, again.headers.get('idempotency-replayed'), await again.json()]).toEqual([201, 'true', run])
  expect(again.headers.get('location')).toBe(`/api/runs/${run.run_id}`)
  const other = await served.post('/api/runs', { task: 'something else' }, 'k1')
  expect([other.status, ((await other.json()) as { code: string }).code]).toEqual([422, 'KEY_REUSED'])
  expect((await served.post('/api/runs', TASK, 'a key with spaces')).status).toBe(400)
  expect(await runsOf(served)).toHaveLength(1)
  await untilCompleted(served, run.run_id)
  const failed = await served.post('/api/runs', { task: '' }, 'k2')
  expect(failed.status).toBe(400)
  const mended = (await (await served.post('/api/runs', TASK, 'k2')).json()) as { run_id: string; pid: number }
  pids.add(mended.pid)
  await untilCompleted(served, mended.run_id)
})

for (const point of ['submit.after', 'submit.before'])
  test(`killed at ${point}, the retry gives one run, which is carried out`, { timeout: 30_000 }, async () => {
    const doomed = await serve({ CLOSED_CLAW_CRASHPOINT: point })
    await expect(doomed.post('/api/runs', TASK, 'k1')).rejects.toThrow()
    const served = await serve()
    const before = await runsOf(served)
    expect(before).toHaveLength(point === 'submit.after' ? 1 : 0)
    const retried = await served.post('/api/runs', TASK, 'k1')
    expect(retried.status).toBe(201)
    const { run_id, pid } = (await retried.json()) as { run_id: string; pid: number }
    pids.add(pid)
    if (before[0] !== undefined) expect(run_id).toBe(before[0].run_id)
    await untilCompleted(served, run_id)
    expect((await (await served.post('/api/runs', TASK, 'k1')).json()) as object).toMatchObject({ run_id })
    expect(await runsOf(served)).toHaveLength(1)
    const events = await (await served.get(`/api/runs/${run_id}/events`)).text()
    expect(events.match(/"type":"run.started"/g)).toHaveLength(1)
    expect(events.match(/"type":"run.ended"/g)).toHaveLength(1)
  })
