import { afterEach, expect, test } from 'vitest'
import { isAlive, processesWith, type RunningClaw, startClaw, waitFor } from './running-claw.ts'
import { type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const STUBBORN = `import signal, sys, time, json
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print(json.dumps({"type": "progress", "text": "here"}), flush=True)
while True: time.sleep(1)
`
const agentFiles = {
  'agents/stubborn/manifest.json': JSON.stringify({
    agent_id: 'stubborn',
    name: 'Stubborn',
    description: 'Never ends.',
    tags: [],
    tools_allowlist: [],
    skill_ids: [],
    examples: ['never end'],
    entrypoint: { command: ['python3', 'main.py'] },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
  }),
  'agents/stubborn/skill.md': '## Role\nNever end.\n',
  'agents/stubborn/main.py': STUBBORN,
}

async function capsulePid(running: RunningClaw): Promise<number> {
  const started = await running.seen((event) => event.type === 'capsule.started')
  return started.type === 'capsule.started' ? started.data.pid : 0
}

test('SIGINT, SIGTERM and cancel-run from another process end a run in the middle of a shell command; nothing is left', {
  timeout: 60_000,
}, async () => {
  const stops: [string, number][] = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['cancel-run', 130],
  ]
  for (const [how, code] of stops) {
    const marker = `${41_000 + Math.floor(Math.random() * 900)}.${process.pid}`
    open = await scene([
      { reply: { tool_calls: [{ name: 'terminal', args: { cmd: `sleep ${marker} & sleep ${marker}`, timeout_s: 100 } }] } },
    ])
    const running = startClaw(open, ['run', 'Do it', '--agent', 'terminal-master'])
    const pid = await capsulePid(running)
    await waitFor(() => (processesWith(`sleep ${marker}`).length >= 2 ? true : undefined))
    const began = Date.now()
    if (how === 'cancel-run') {
      const [run]: { run_id: string }[] = await open.result(['runs'])
      expect((await open.place.run(['cancel-run', run?.run_id.slice(0, 6) ?? ''], { env: open.env })).code).toBe(0)
    } else running.child.kill(how as NodeJS.Signals)
    const ran = await running.ended
    expect([how, ran.code, ran.document.status]).toEqual([how, code, 'cancelled'])
    expect(Date.now() - began).toBeLessThan(7000)
    expect(processesWith(`sleep ${marker}`)).toEqual([])
    expect(isAlive(pid)).toBe(false)
    expect(await open.claw(['resume', ran.document.run_id ?? ''])).toMatchObject({ code: 2 })
    await open.close()
  }
})

test('a capsule that hears nothing is killed after the grace, and at once by a second Ctrl-C', { timeout: 60_000 }, async () => {
  open = await scene([{ reply: 'never' }], { files: agentFiles })
  const running = startClaw(open, ['run', 'never end', '--agent', 'stubborn'])
  const pid = await capsulePid(running)
  await running.seen((event) => event.type === 'capsule.progress')
  const began = Date.now()
  running.child.kill('SIGINT')
  await new Promise((done) => setTimeout(done, 400))
  expect(isAlive(pid)).toBe(true)
  running.child.kill('SIGINT')
  const ran = await running.ended
  expect(Date.now() - began).toBeLessThan(3500)
  expect([ran.code, isAlive(pid)]).toEqual([130, false])
})

test('--detach gives the run to a process of its own, which finishes it', { timeout: 30_000 }, async () => {
  open = await scene([{ reply: { text: 'done alone', delay_ms: 800 } }])
  const started = await open.place.run(['run', 'Do it', '--agent', 'writer', '--detach', '--json'], { env: open.env })
  expect(started.code).toBe(0)
  const scene_ = open
  const ended = await waitFor(() => undefined as never, 1).catch(() => scene_.result(['runs']))
  expect(ended).toHaveLength(1)
  const [run]: { run_id: string }[] = ended
  const watched = await open.place.run(['watch', run?.run_id ?? '', '--json'], { env: open.env })
  expect(JSON.parse(watched.stdout)).toMatchObject({ ok: true, status: 'completed', result: 'done alone' })
})
