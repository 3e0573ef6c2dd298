import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { isAlive, processesWith, type RunningClaw, startClaw, waitFor } from './running-claw.ts'
import { type Scene, scene } from './scene.ts'

let open: Scene | undefined
let running: RunningClaw | undefined
afterEach(async () => {
  running?.child.kill('SIGKILL')
  running = undefined
  await open?.close()
})

/** A run in the middle of a shell command, of which the marker tells the processes. */
async function inCommand(env: Readonly<Record<string, string>> = {}): Promise<{ run_id: string; capsule: number; marker: string }> {
  const marker = `sleep ${42_000 + Math.floor(Math.random() * 900)}.${process.pid}`
  open = await scene([{ reply: { tool_calls: [{ name: 'terminal', args: { cmd: `${marker} & ${marker}`, timeout_s: 100 } }] } }])
  running = startClaw(open, ['run', 'Do it', '--agent', 'terminal-master'], env)
  const started = await running.seen((event) => event.type === 'capsule.started')
  await waitFor(() => (processesWith(marker).length >= 2 ? true : undefined))
  const [run]: { run_id: string }[] = await open.result(['runs'])
  return { run_id: run?.run_id ?? '', capsule: started.type === 'capsule.started' ? started.data.pid : 0, marker }
}

async function forced(run_id: string) {
  return (await open?.result(['cancel-run', run_id, '--force'])) as unknown as {
    status: string
    killed: string | null
    was_running: boolean
  }
}

test('a kill from another process ends what runs at once, and its owner says so itself', { timeout: 60_000 }, async () => {
  const { run_id, capsule, marker } = await inCommand()
  const began = Date.now()
  expect(await forced(run_id)).toMatchObject({ status: 'cancelled', was_running: true, killed: 'by owner' })
  expect(Date.now() - began).toBeLessThan(6000)
  expect([processesWith(marker), isAlive(capsule)]).toEqual([[], false])
  const ran = await running?.ended
  expect([ran?.code, ran?.document.status]).toEqual([130, 'cancelled'])
  expect(await forced(run_id)).toMatchObject({ was_running: false, killed: null })
})

for (const sandbox of ['bwrap', 'off'])
  test(`an owner that was stopped (sandbox ${sandbox}) loses the run and its processes, and writes nothing when it goes on`, {
    timeout: 60_000,
  }, async () => {
    const { run_id, capsule, marker } = await inCommand({
      CLOSED_CLAW_SANDBOX: sandbox,
      CLOSED_CLAW_API_APPROVAL_MODE: 'approve',
      CLOSED_CLAW_POLICY: 'trusted',
    })
    running?.child.kill('SIGSTOP')
    const both = await Promise.all([forced(run_id), forced(run_id)])
    expect(both.map(({ status }) => status)).toEqual(['cancelled', 'cancelled'])
    expect(both).toContainEqual({ run_id, status: 'cancelled', was_running: true, killed: 'from outside' })
    await waitFor(() => (processesWith(marker).length === 0 ? true : undefined), 3000)
    expect(isGone(capsule)).toBe(true)
    const events = await open?.result(['runlog', run_id])
    running?.child.kill('SIGCONT')
    expect((await running?.ended)?.code).not.toBe(0)
    expect(await open?.result(['runlog', run_id])).toEqual(events)
    expect(await open?.result(['runs'])).toMatchObject([{ run_id, status: 'cancelled', exit_code: 130 }])
    expect((await open?.place.run(['audit', 'verify'], { env: open.env }))?.code).toBe(0)
  })

test('an owner that was killed leaves nothing to be killed, and the run is ended', { timeout: 60_000 }, async () => {
  const { run_id, marker } = await inCommand()
  running?.child.kill('SIGKILL')
  expect(await forced(run_id)).toMatchObject({ status: 'cancelled', killed: 'no owner' })
  await waitFor(() => (processesWith(marker).length === 0 ? true : undefined), 3000)
})

test('a run that waits for its answer without a terminal is killed, and nothing is asked any more', { timeout: 60_000 }, async () => {
  open = await scene([{ reply: { tool_calls: [{ name: 'terminal', args: { cmd: 'echo x' } }] } }], { env: { CLOSED_CLAW_SANDBOX: 'off' } })
  running = startClaw(open, ['run', 'Do it', '--agent', 'terminal-master', '--wait'])
  await running.seen((event) => event.type === 'approval.requested')
  const [run]: { run_id: string }[] = await open.result(['runs', '--status', 'waiting'])
  expect(await forced(run?.run_id ?? '')).toMatchObject({ status: 'cancelled', killed: 'by owner' })
  expect((await running.ended).code).toBe(130)
  expect(await open.result(['approvals'])).toEqual([])
})

/** Its parent is stopped and cannot look at it: then a dead one stays, without a command line. */
function isGone(pid: number): boolean {
  return !isAlive(pid) || readFileSync(`/proc/${pid}/cmdline`, 'utf8') === ''
}
