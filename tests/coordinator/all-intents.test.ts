import { afterEach, expect, test } from 'vitest'
import { type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

// Sends each line of its task as an intent and answers with what came back: a foreign capsule that tries everything.
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
  name: 'Probe',
  description: 'Sends what it is told to send.',
  tags: [],
  tools_allowlist: ['file_io'],
  skill_ids: [],
  examples: ['send these intents'],
  entrypoint: { command: ['python3', 'main.py'] },
  requires_approval_for: [],
  version: '1.0.0',
  created_at: '2026-01-01T00:00:00.000Z',
  created_by: 'test',
}
const probe = (agent_id: string, more: object = {}) => ({
  [`agents/${agent_id}/manifest.json`]: JSON.stringify({ ...MANIFEST, agent_id, ...more }),
  [`agents/${agent_id}/skill.md`]: '## Role\nProbe.\n',
  [`agents/${agent_id}/main.py`]: PROBE,
})
const lines = (...intents: object[]): string => intents.map((intent) => JSON.stringify(intent)).join('\n')
const api = (parts: object) => ({
  type: 'api_call_intent',
  call_type: 'chat',
  provider: 'acme',
  endpoint: 'https://api.acme.test/v1',
  estimated_cost_usd: 0,
  reason: 'r',
  ...parts,
})

test('announced API calls: free ones pass, paid ones follow the mode', { timeout: 30_000 }, async () => {
  open = await scene([{ reply: 'never' }], { files: probe('probe') })
  const run = ['run', lines(api({}), api({ estimated_cost_usd: 0.5 }), api({ provider: 'paidco' })), '--agent', 'probe']
  const paid = { CLOSED_CLAW_PAID_API_PROVIDERS: 'paidco' }
  const { claw } = open
  const approved = async (mode: string) => {
    const ran = await claw([...run, '--api-approval-mode', mode], paid)
    return (ran.document.result as { approved: boolean }[]).map((answer) => answer.approved)
  }
  expect(await approved('deny')).toEqual([true, false, false])
  expect(await approved('approve')).toEqual([true, true, true])
  expect(await open.claw([...run, '--api-approval-mode', 'interactive'], paid)).toMatchObject({ code: 6 })
})

test('delegated work goes round in no circle, has no more tools, and a wider agent is not taken', { timeout: 30_000 }, async () => {
  const task = 'Sends these intents: send these intents as it is told to send'
  const inner = `${task}\n${lines({ type: 'delegate_intent', task })}`
  const files = { ...probe('probe'), ...probe('probe-two'), ...probe('probe-wide', { tools_allowlist: ['file_io', 'terminal'] }) }
  open = await scene([{ reply: 'never' }], { files, env: { CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD: '0.01' } })
  const ran = await open.claw([
    'run',
    `${task}\n${lines({ type: 'delegate_intent', task: inner }, { type: 'memory_query_intent', query: 'x', limit: 3 })}`,
    '--agent',
    'probe',
  ])
  expect(ran.document.error).toBeNull()
  const children = ran.of('subtask.started').filter((event) => event.subtask_id !== 's1')
  expect(children.map((event) => event.data.agent_id)).not.toContain('probe')
  expect(children.map((event) => event.data.agent_id)).not.toContain('probe-wide')
  expect([1, 2]).toContain(children.length)
  const [delegated, memories] = ran.document.result as unknown as [{ ok: boolean }, { items: unknown[] }]
  expect([delegated.ok, memories.items]).toEqual([true, []])
})
