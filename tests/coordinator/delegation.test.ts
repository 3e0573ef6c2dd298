import { spawnSync } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { approvalIds, type Ran, read, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const manifest = (agent_id: string, more: object = {}) =>
  JSON.stringify({
    agent_id,
    name: agent_id,
    description: 'Gives parcels away',
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
    examples: ['give the parcel away'],
    entrypoint: { command: ['python3', 'main.py'] },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
    ...more,
  })
const agent = (agent_id: string, program: string, more: object = {}) => ({
  [`agents/${agent_id}/manifest.json`]: manifest(agent_id, more),
  [`agents/${agent_id}/skill.md`]: '## Role\nGive away.\n',
  [`agents/${agent_id}/main.py`]: program,
})
const HEAD = `import json, os, sys, time
def send(message): print(json.dumps(message), flush=True)
def answer(result): send({"type": "agent_response", "status": "ok", "result": result, "artifacts": [], "memory_updates": [], "metrics": {}})
request = json.loads(sys.stdin.readline())
part = {"type": "delegate_intent", "id": "1", "task": "Read the file s1.txt of this folder and tell what it says"}
`
const ASKS = `${HEAD}send(part)\nanswer(json.loads(sys.stdin.readline()))\n`
const FILES = { 's1.txt': 'one\n' }
const READS = [
  { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt')] } },
  { when: { turn: 1 }, reply: 'it says one' },
]
const RUN = ['run', 'give the parcel away', '--agent', 'giver']

test('a foreign program gives work away: the answer comes back marked, the cost is the run’s, and the record says with what', {
  timeout: 60_000,
}, async () => {
  open = await scene(READS, { files: { ...FILES, ...agent('giver', ASKS) } })
  const ran = await open.claw(RUN)
  expect(ran.document).toMatchObject({ ok: true, status: 'completed', result: { ok: true, result: 'it says one' } })
  expect(ran.document.result).toHaveProperty('provenance.source')
  expect(ran.document.usage[0]).toMatchObject({ calls: 2 })
  const audit = JSON.stringify(await open.result(['audit', '--run', ran.document.run_id ?? '']))
  expect(audit).toContain('work.delegated')
  expect(audit).toContain('delegation.narrowed')
})

test('what the giver has to ask for is asked for in the work that it gave away, and its limits hold there', {
  timeout: 60_000,
}, async () => {
  open = await scene(READS, { files: { ...FILES, ...agent('giver', ASKS, { requires_approval_for: ['file_io'] }) } })
  const ran = await open.claw(RUN)
  expect(ran).toMatchObject({ code: 6, document: { status: 'waiting' } })
  const [asked] = ran.of('approval.requested')
  expect(asked?.data.why).toContain('manifest.requires_approval_for')
  expect(asked?.subtask_id).not.toBe('s1')
  await open.result(['approve', approvalIds(ran)[0] ?? ''])
  expect(await open.claw(['resume', ran.document.run_id ?? ''])).toMatchObject({ code: 0 })
  await open.close()
  open = await scene([{ reply: { tool_calls: [read('s1.txt')] } }], {
    files: { ...FILES, ...agent('giver', ASKS, { limits: { steps: 1 } }) },
  })
  const limited = await open.claw(RUN)
  expect(limited.document.result).toMatchObject({ ok: false, error: { code: 'STEP_LIMIT' } })
})

test('a giver that crashes finds the work where it stood: what was answered is not asked of the model again', {
  timeout: 60_000,
}, async () => {
  // It crashes again and again until the time that its task names.
  const crashes = `${HEAD}send(part)
if time.time() < float(request["task"].split()[-1]):
    time.sleep(1)
    os._exit(3)
answer(json.loads(sys.stdin.readline()))
`
  open = await scene([READS[0] as never, { when: { turn: 1 }, reply: { text: 'it says one', delay_ms: 1500 } }], {
    files: { ...FILES, ...agent('giver', crashes) },
    env: { CLOSED_CLAW_AGENT_RETRIES: '20', CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1' },
  })
  const ran = await open.claw(['run', `give the parcel away until ${Date.now() / 1000 + 6}`, '--agent', 'giver'])
  expect(ran.document).toMatchObject({ ok: true, result: { ok: true, result: 'it says one' } })
  const children = ran.of('subtask.started').filter((event) => event.subtask_id !== 's1')
  expect(children.length).toBeGreaterThan(1)
  expect(new Set(children.map((event) => `${event.subtask_id} ${event.attempt}`)).size).toBe(1)
  expect(open.server.chats().filter((chat) => chat.messages.length === 2)).toHaveLength(1)
})

test('work ends with the giver that is gone', { timeout: 60_000 }, async () => {
  const leaves = `${HEAD}send(part)\ntime.sleep(1.5)\nos._exit(3)\n`
  open = await scene([{ reply: { text: 'late', delay_ms: 20_000 } }], {
    files: { ...FILES, ...agent('giver', leaves) },
    env: { CLOSED_CLAW_AGENT_RETRIES: '0', CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1' },
  })
  const ran = await open.claw(RUN)
  expect(ran.document).toMatchObject({ status: 'failed', error: { code: 'CAPSULE_EXITED' } })
  ends(ran)
  await open.close()
  const answers = `${HEAD}send(part)\ntime.sleep(1.5)\nanswer("gone")\n`
  open = await scene([{ reply: { text: 'late', delay_ms: 20_000 } }], { files: { ...FILES, ...agent('giver', answers) } })
  const done = await open.claw(RUN)
  expect(done.document).toMatchObject({ ok: true, result: 'gone' })
  ends(done)
})

function ends(ran: Ran): void {
  expect(ran.of('subtask.skipped').map((event) => event.data.reason)).toEqual(['the agent that gave it away has ended'])
  expect(spawnSync('pgrep', ['-f', open?.place.workspace ?? '']).stdout.toString()).toBe('')
}

test('killed while another works for it, the run goes on: nothing is repeated', { timeout: 60_000 }, async () => {
  open = await scene(READS, { files: { ...FILES, ...agent('giver', ASKS) } })
  await open.place.run([...RUN, '--json', '--no-input'], { env: { ...open.env, CLOSED_CLAW_CRASHPOINT: 'reply.after:2' } })
  const before = open.server.chats().length
  expect(before).toBe(1)
  const runs = (await open.result(['runs'])) as { run_id: string }[]
  const done = await open.claw(['resume', runs[0]?.run_id ?? ''])
  expect(done.document).toMatchObject({ ok: true, result: { ok: true, result: 'it says one' } })
  expect(open.server.chats()).toHaveLength(2)
})

test('an attempt gives away eight times and no more', { timeout: 60_000 }, async () => {
  const many = `${HEAD}answers = []\nfor n in range(10):\n    send({**part, "id": str(n), "task": part["task"] + " part " + str(n)})\n    answers.append(json.loads(sys.stdin.readline()))\nanswer(answers)\n`
  open = await scene([{ reply: 'done' }], { files: { ...FILES, ...agent('giver', many) } })
  const ran = await open.claw(RUN)
  const answers = ran.document.result as unknown as { ok: boolean; error?: { message: string } }[]
  expect(answers.map(({ ok }) => ok)).toEqual([...Array(8).fill(true), false, false])
  expect(answers[9]?.error?.message).toContain('8 times')
})
