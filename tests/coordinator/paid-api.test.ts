import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { approvalIds, type Ran, type Scene, scene } from './scene.ts'

let open: Scene | undefined
let site: Server
let port = 0
let seen: string[] = []
beforeAll(async () => {
  site = createServer((request, response) => {
    seen.push(`${request.method} ${request.headers.host?.split(':')[0]}${request.url}`)
    if (request.url?.startsWith('/to-paid')) response.writeHead(302, { location: `http://localhost:${port}/secret` })
    if (request.url?.startsWith('/to-self')) response.writeHead(302, { location: '/v1' })
    response.end('{}')
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  port = (site.address() as AddressInfo).port
})
afterAll(() => void site.close())
afterEach(async () => {
  await open?.close()
  seen = []
})

// Sends each line of its task as an intent: a foreign capsule that tries everything.
const PROBE = `import json, sys
def send(message): print(json.dumps(message), flush=True)
request = json.loads(sys.stdin.readline())
answers = []
for n, line in enumerate(line for line in request["task"].splitlines() if line.startswith("{")):
    send({"id": str(n), **json.loads(line)})
    answers.append(json.loads(sys.stdin.readline()))
send({"type": "agent_response", "status": "ok", "result": answers, "artifacts": [], "memory_updates": [], "metrics": {}})
`
const MANIFEST = {
  agent_id: 'probe',
  name: 'Probe',
  description: 'Sends what it is told to send.',
  tags: [],
  tools_allowlist: ['http_api', 'web_fetch'],
  skill_ids: [],
  examples: ['send these intents'],
  entrypoint: { command: ['python3', 'main.py'] },
  requires_approval_for: [],
  version: '1.0.0',
  created_at: '2026-01-01T00:00:00.000Z',
  created_by: 'test',
}
/** `localhost` is the paid provider, `127.0.0.1` a free one; both are open to the tests. */
async function start(): Promise<Scene> {
  const files = {
    'agents/probe/manifest.json': JSON.stringify(MANIFEST),
    'agents/probe/skill.md': '## Role\nProbe.\n',
    'agents/probe/main.py': PROBE,
  }
  const started = await scene([{ reply: 'never' }], { files, env: { CLOSED_CLAW_PAID_API_PROVIDERS: 'localhost' } })
  const rules = [{ id: 'mine', decision: 'allow', hosts: [`127.0.0.1:${port}`, `localhost:${port}`] }]
  writeFileSync(join(started.place.configDir, 'policy.json'), JSON.stringify({ version: 1, rules }))
  return started
}
const announce = (endpoint: string) => ({
  type: 'api_call_intent',
  call_type: 'chat',
  provider: 'free',
  endpoint,
  estimated_cost_usd: 0,
  reason: 'free, honestly',
})
const post = (url: string, more: object = {}) => ({
  type: 'tool_call_intent',
  tool: 'http_api',
  args: { url, method: 'POST', ...more },
  reason: 'r',
})
const fetchPage = (url: string) => ({ type: 'tool_call_intent', tool: 'web_fetch', args: { url }, reason: 'r' })
const paid = (path: string): string => `http://localhost:${port}${path}`
const free = (path: string): string => `http://127.0.0.1:${port}${path}`
const run = (...intents: object[]): Promise<Ran> =>
  (open as Scene).claw(['run', intents.map((intent) => JSON.stringify(intent)).join('\n'), '--agent', 'probe'])
const resume = (ran: Ran): Promise<Ran> => (open as Scene).claw(['resume', ran.document.run_id ?? ''])
const approve = async (id: string | undefined): Promise<void> => {
  const { place, env } = open as Scene
  expect((await place.run(['approve', id ?? ''], { env })).code).toBe(0)
}

test('a call is paid for where it goes, whatever the agent calls it', { timeout: 60_000 }, async () => {
  open = await start()
  for (const intent of [
    announce(paid('/v1')),
    announce(`LOCALHOST.:${port}/v1`),
    post(paid('/v1')),
    fetchPage(`http://LOCALHOST:${port}/v1`),
    fetchPage(`http://localhost.:${port}/v1`),
  ]) {
    const ran = await run(intent)
    expect([ran.code, ran.of('approval.requested').map((event) => event.data.kind)]).toEqual([6, ['api']])
  }
  expect(seen).toEqual([])
  expect((await run(announce(free('/v1')), post(free('/v1')))).code).toBe(0)
  expect(seen).toEqual(['POST 127.0.0.1/v1'])
})

test('a redirect to a paid host is not followed unasked; within the approved host it is', { timeout: 60_000 }, async () => {
  open = await start()
  const redirected = await run(fetchPage(free('/to-paid')))
  expect(redirected.of('tool.finished')[0]?.data.error).toMatchObject({
    code: 'POLICY_DENIED',
    message: expect.stringContaining('redirects to localhost'),
  })
  expect(seen).toEqual(['GET 127.0.0.1/to-paid'])
  const parked = await run(fetchPage(paid('/to-self')))
  await approve(approvalIds(parked)[0])
  expect((await resume(parked)).code).toBe(0)
  expect(seen.slice(1)).toEqual(['GET localhost/to-self', 'GET localhost/v1'])
})

test('what was approved when it was announced is not asked for again, and covers that one call', { timeout: 60_000 }, async () => {
  open = await start()
  const parked = await run(announce(paid('/v1')), post(paid('/v1')), post(paid('/v1')))
  expect([parked.code, approvalIds(parked)]).toEqual([6, [expect.any(String)]])
  await approve(approvalIds(parked)[0])
  const second = await resume(parked)
  expect([second.code, seen]).toEqual([6, ['POST localhost/v1']])
  expect(approvalIds(second)).toHaveLength(2)
  await approve(approvalIds(second)[1])
  const done = await resume(second)
  expect([done.code, seen.length]).toEqual([0, 2])

  const other = await run(announce(paid('/v1')), post(paid('/v1?more=1')))
  await approve(approvalIds(other)[0])
  expect([(await resume(other)).code, seen.length]).toEqual([6, 2])
})

test('rules with amounts decide about what is announced, and the call that follows costs what was announced', {
  timeout: 60_000,
}, async () => {
  open = await start()
  const hosts = [`localhost:${port}`]
  const rules = [
    { id: 'small', decision: 'allow', hosts: ['localhost'], amount_usd: { up_to: 0.05 } },
    { id: 'open', decision: 'allow', hosts },
    { id: 'large', decision: 'deny', amount_usd: { over: 1 } },
  ]
  writeFileSync(join(open.place.configDir, 'policy.json'), JSON.stringify({ version: 1, rules }))
  const priced = (estimated_cost_usd: number) => ({ ...announce(paid('/v1')), estimated_cost_usd })
  const small = await run(priced(0.05), post(paid('/v1')), post(paid('/v1')))
  expect([small.code, seen, approvalIds(small)]).toEqual([0, ['POST localhost/v1'], [expect.any(String)]])
  expect(small.of('approval.decided')[0]?.data).toMatchObject({ by: expect.stringContaining('rule:small') })
  // The second call has no price that anybody knows, so it is over any bound.
  expect(small.of('tool.finished').map((event) => event.data.ok)).toEqual([true, false])
  const large = await run(priced(2), post(paid('/v1')))
  expect([large.code, large.of('approval.requested'), seen.length]).toEqual([0, [], 1])
  const middle = await run(priced(0.5))
  expect([middle.code, middle.of('approval.requested')[0]?.data.why]).toEqual([
    6,
    expect.stringContaining('0.5 US dollars (rule paid-api)'),
  ])
})

test('a setting that approves what costs money answers no other question', { timeout: 60_000 }, async () => {
  open = await start()
  const { claw } = open
  const task = (intent: object): string[] => ['run', JSON.stringify(intent), '--agent', 'probe']
  const approving = { CLOSED_CLAW_API_APPROVAL_MODE: 'approve' }
  expect((await claw(task(post(paid('/v1'))), approving)).code).toBe(0)
  const rules = [{ id: 'ask-me', decision: 'ask', hosts: [`localhost:${port}`] }]
  writeFileSync(join(open.place.configDir, 'policy.json'), JSON.stringify({ version: 1, rules }))
  expect((await claw(task(post(paid('/v1'))), approving)).code).toBe(6)
  const denied = await claw(task(post(paid('/v1'))), { CLOSED_CLAW_API_APPROVAL_MODE: 'deny' })
  expect(denied.of('tool.finished')[0]?.data.error?.code).toBe('APPROVAL_DENIED')
  expect(seen).toHaveLength(1)
})

test('without anyone it parks for a day, whatever the timeout; with the mode web as well', { timeout: 60_000 }, async () => {
  open = await start()
  const { claw } = open
  for (const mode of ['interactive', 'web']) {
    const env = { CLOSED_CLAW_API_APPROVAL_MODE: mode, CLOSED_CLAW_API_APPROVAL_TIMEOUT_SEC: '1' }
    const parked = await claw(['run', JSON.stringify(post(paid('/v1'))), '--agent', 'probe'], env)
    expect(parked.code).toBe(6)
    const [asked] = parked.of('approval.requested')
    expect(Date.parse(asked?.data.expires_at ?? '') - Date.parse(asked?.at ?? '')).toBeGreaterThan(23.9 * 3600_000)
    await new Promise((done) => setTimeout(done, 1200))
    await approve(approvalIds(parked)[0])
    expect((await resume(parked)).code).toBe(0)
  }
  expect(seen).toHaveLength(2)
})
