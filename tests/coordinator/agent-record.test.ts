import { cpSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { AgentDetail, AgentRow } from '../../src/view/rows.ts'
import { startClaw } from './running-claw.ts'
import { read, readEvents, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

// Succeeds or fails as its task says.
const OBEDIENT = `import json, sys
request = json.loads(sys.stdin.readline())
fails = "fail" in request["task"]
claimed = request["task"].split()[-1]
answer = {"status": "error", "result": None, "error_code": claimed, "error_message": "as told"} if fails else {"status": "ok", "result": "done"}
print(json.dumps({"type": "agent_response", "artifacts": [], "memory_updates": [], "metrics": {}, **answer}), flush=True)
`
const agent = (agent_id: string, more: object = {}) => ({
  [`agents/${agent_id}/manifest.json`]: JSON.stringify({
    agent_id,
    name: agent_id,
    description: 'Does as it is told.',
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
    examples: ['do as told'],
    entrypoint: { command: ['python3', 'main.py'] },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
    ...more,
  }),
  [`agents/${agent_id}/skill.md`]: '## Role\nObey.\n',
  [`agents/${agent_id}/main.py`]: OBEDIENT,
})

async function rowOf(at: Scene, agent_id: string): Promise<AgentRow | undefined> {
  const rows: AgentRow[] = await at.result(['agents'])
  return rows.find((row) => row.agent_id === agent_id)
}

/** As if it had failed five times more. */
function degrade({ place }: Scene, agent_id: string): void {
  const db = new Database(join(place.workspace, '.closed_claw/registry.db'))
  const change =
    "UPDATE agent_metrics SET degraded_at = 1, degraded_reason = 'r', degraded_digest = (SELECT digest FROM agents WHERE agent_id = ?)"
  db.prepare(`${change} WHERE agent_id = ?`).run(agent_id, agent_id)
  db.close()
}

test('repeated failure degrades an agent, a success restores it, so does an edit and enabling it', { timeout: 90_000 }, async () => {
  open = await scene([], { files: agent('obedient') })
  const { claw } = open
  const run = (task: string) => claw(['run', task, '--agent', 'obedient'])
  const fails = async (times: number) => {
    for (let i = 1; i < times; i += 1) await run('fail RUN_FAILED')
    return run('fail POLICY_DENIED')
  }
  expect((await run('go')).of('agent.credited')[0]?.data).toMatchObject({ outcome: 'success', reason: null, cost_usd: 0, status: 'active' })
  const fifth = await fails(5)
  expect(fifth.of('agent.credited')[0]?.data).toMatchObject({ outcome: 'failure', reason: 'POLICY_DENIED', status: 'degraded' })
  expect(fifth.of('agent.degraded')[0]?.data).toEqual({ agent_id: 'obedient', reason: 'its last 5 uses failed' })
  expect(await rowOf(open, 'obedient')).toMatchObject({
    status: 'degraded',
    metrics: { runs: 6, successes: 1, failures: 5, degraded_reason: 'its last 5 uses failed' },
  })
  const shown = await open.place.run(['agent', 'obedient'], { env: open.env })
  expect(shown.stdout).toContain('degraded: its last 5 uses failed; a success or an edit restores it, or: claw agent enable obedient')
  expect((await run('go')).of('agent.restored')[0]?.data).toMatchObject({ reason: 'it succeeded' })
  expect(await rowOf(open, 'obedient')).toMatchObject({ status: 'active', metrics: { runs: 7, recent_failures: 0 } })
  degrade(open, 'obedient')
  expect((await rowOf(open, 'obedient'))?.status).toBe('degraded')
  await open.result(['agent', 'enable', 'obedient'])
  expect((await rowOf(open, 'obedient'))?.status).toBe('active')
  degrade(open, 'obedient')
  open.place.write('agents/obedient/skill.md', '## Role\nObey better.\n')
  expect(await rowOf(open, 'obedient')).toMatchObject({ status: 'active', metrics: { runs: 7 } })
  const audit: { action: string; reason: string }[] = await open.result(['audit', '--action', 'agent.restored'])
  expect(audit.map((record) => record.reason).sort()).toEqual(['it succeeded', 'it was edited', 'it was enabled'])
})

test('a person, the policy and the provider are not the agent: excused', {
  timeout: 60_000,
}, async () => {
  open = await scene([{ reply: { text: 'late', delay_ms: 20_000 } }], { files: agent('helper', { entrypoint: 'builtin' }) })
  const denied = await open.claw(['run', 'Run the command "touch x"', '--policy', 'readonly'], { CLOSED_CLAW_LLM_PROVIDER: 'rules' })
  expect(denied.of('agent.credited')[0]?.data).toMatchObject({ agent_id: 'terminal-master', outcome: 'excused', success: false })
  const running = startClaw(open, ['run', 'Do it', '--agent', 'helper'])
  await running.seen((event) => event.type === 'model.requested')
  running.child.kill('SIGINT')
  const stopped = await running.ended
  expect(stopped.document.status).toBe('cancelled')
  expect(stopped.of('agent.credited')[0]?.data).toMatchObject({ agent_id: 'helper', outcome: 'excused', reason: 'CANCELLED' })
  expect(stopped.events.at(-1)?.type).toBe('run.ended')
  expect(await rowOf(open, 'helper')).toMatchObject({ metrics: { runs: 1, excused: 1, success_rate: null, p50_ms: null } })
  await open.server.close()
  const outage = await open.claw(['run', 'Do it', '--agent', 'helper'])
  expect([outage.code, outage.of('agent.credited')]).toEqual([4, []])
  expect(await rowOf(open, 'helper')).toMatchObject({ metrics: { runs: 1, failures: 0 } })
})

test('killed after the credit and resumed: credited once; tokens and an unknown price are told', { timeout: 60_000 }, async () => {
  open = await scene([{ reply: { text: 'done', usage: { prompt: 100, completion: 7 } } }], {
    files: agent('helper', { entrypoint: 'builtin' }),
  })
  const killed = await open.place.run(['run', 'Do it', '--agent', 'helper', '--json', '--no-input'], {
    env: { ...open.env, CLOSED_CLAW_CRASHPOINT: 'finish.before' },
  })
  expect(killed.signal).toBe('SIGKILL')
  const [run]: { run_id: string }[] = await open.result(['runs'])
  const resumed = await open.claw(['resume', run?.run_id ?? ''])
  expect(resumed.document.status).toBe('completed')
  expect(resumed.of('agent.credited')).toHaveLength(1)
  const detail: AgentDetail = await open.result(['agent', 'helper'])
  expect(detail.metrics).toMatchObject({ runs: 1, successes: 1, model_calls: 1, input_tokens: 100, output_tokens: 7, cost_usd: null })
  expect(detail.recent).toMatchObject([{ run_id: run?.run_id, outcome: 'success', attempt: 1 }])
})

test('what an agent did outlives its folder, and not its deletion', { timeout: 60_000 }, async () => {
  open = await scene([], { files: agent('obedient') })
  const folder = join(open.place.workspace, 'agents/obedient')
  await open.claw(['run', 'go', '--agent', 'obedient'])
  renameSync(folder, `${folder}-away`)
  rmSync(join(open.place.workspace, 'agents/obedient-away/manifest.json'))
  expect(await rowOf(open, 'obedient')).toBeUndefined()
  cpSync(`${folder}-away`, folder, { recursive: true })
  open.place.write('agents/obedient/manifest.json', agent('obedient', { version: '2.0.0' })['agents/obedient/manifest.json'] ?? '')
  expect(await rowOf(open, 'obedient')).toMatchObject({ metrics: { runs: 1 } })
  await open.result(['delete-agent', 'obedient', '--yes'])
  for (const [path, text] of Object.entries(agent('obedient'))) open.place.write(path, text)
  expect(await rowOf(open, 'obedient')).toMatchObject({ metrics: null })
})

test('each agent of a run is credited for each of its subtasks, also when claw dies between two credits', { timeout: 60_000 }, async () => {
  const plan = { reason: 'r', execution: [subtask('one'), subtask('two')] }
  open = await scene(
    [
      { when: { schema: 'plan' }, reply: { json: plan } },
      { when: { schema: 'synthesis' }, reply: { json: { answer: 'both', verdicts: [] } } },
      { when: { turn: 0 }, reply: { tool_calls: [read('one.txt')] } },
      { reply: 'read' },
    ],
    { files: { 'one.txt': '1' } },
  )
  const task = 'First read the file one.txt of this folder, then compare it with two.txt, and then write both into three.txt'
  const killed = await open.place.run(['run', task, '--json', '--no-input'], {
    env: { ...open.env, CLOSED_CLAW_CRASHPOINT: 'credit.after:1' },
  })
  expect(killed.signal, killed.stdout).toBe('SIGKILL')
  const [run]: { run_id: string }[] = await open.result(['runs'])
  const resumed = await open.claw(['resume', run?.run_id ?? ''])
  expect(resumed.of('agent.credited').map((event) => event.subtask_id)).toEqual(['one', 'two'])
  expect(await rowOf(open, 'file-analyst')).toMatchObject({ metrics: { runs: 2, successes: 2, tool_calls: 2, model_calls: 4 } })
})

test('a parked run that a person cancels: what was done counts, what waited says nothing', { timeout: 60_000 }, async () => {
  const plan = { reason: 'r', execution: [subtask('one'), subtask('two')] }
  open = await scene(
    [
      { when: { schema: 'plan' }, reply: { json: plan } },
      { when: { task: '(two)' }, reply: { tool_calls: [{ name: 'ask_user', args: { question: 'Which?' } }] } },
      { reply: 'read' },
    ],
    { files: { 'one.txt': '1' } },
  )
  const parked = await open.claw(['run', 'First read the file one.txt of this folder, then compare it with two.txt, and then write both'])
  expect(parked.code, parked.stdout).toBe(6)
  expect(parked.of('agent.credited')).toEqual([])
  await open.result(['cancel-run', parked.document.run_id ?? ''])
  const rows: AgentRow[] = await open.result(['agents'])
  expect(rows.flatMap(({ metrics }) => metrics ?? [])).toMatchObject([{ runs: 2, successes: 1, failures: 0, excused: 1 }])
  expect(readEvents(open.place, parked.document.run_id ?? '').at(-1)?.type).toBe('run.ended')
})
