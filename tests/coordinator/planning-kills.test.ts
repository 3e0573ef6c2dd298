import { afterEach, expect, test } from 'vitest'
import { type Ran, read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const TASK = 'Write s1, then read s2 and go on with it'
const plan = { reason: 'r', execution: [subtask('s1'), subtask('s2'), subtask('s3', { depends_on: ['s2'] })] }
const again = { reason: 'elsewhere', execution: [subtask('s2', { task: 'Read other.txt (again)', depends_on: ['s1'] })] }
const script = [
  { when: { schema: 'plan', any: '# Failed' }, reply: { json: again } },
  { when: { schema: 'plan' }, reply: { json: plan } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'all of it', verdicts: [] } } },
  {
    when: { task: '/\\(s1\\)/', turn: 0 },
    reply: { tool_calls: [{ name: 'file_io', args: { op: 'append', path: 'made.txt', content: 'x' } }] },
  },
  { when: { task: '/\\(s2\\)/' }, reply: { tool_calls: [read('absent.txt')] } },
  { reply: 'done' },
]

/** Resumes until the run ends, killed at each of the points on its way. */
async function killedAt(points: readonly string[]): Promise<{ ran: Ran; kills: number }> {
  open = await scene(script, { files: { 'other.txt': 'other\n' }, env: { CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1' } })
  let kills = 0
  const first = await open.place.run(['run', TASK, '--approve-plan', '--json', '--no-input'], { env: open.env })
  const run = (JSON.parse(first.stdout) as { run_id: string }).run_id
  for (let n = 0; n < 12; n += 1) {
    for (const row of (await open.result(['approvals'])) as { approval_id: string }[]) await open.result(['approve', row.approval_id])
    const point = points[n]
    const ran = await open.claw(['resume', run], point === undefined ? {} : { CLOSED_CLAW_CRASHPOINT: point })
    if (ran.signal === 'SIGKILL') kills += 1
    else if (ran.code !== 6) return { ran: await open.claw(['watch', run]), kills }
  }
  throw new Error('the run never ended')
}

test.each([
  { points: ['attempt.after:2', 'policy.after', 'step-end.after', 'finish.before'] },
  { points: ['step-end.before:2', 'step-end.after:1', 'attempt.before', 'finish.after'] },
  { points: ['decision.after', 'reply.before:3', 'intent.after:2', 'attempt.after'] },
])('killed at $points, a plan is approved, failed, made anew and carried out once', { timeout: 120_000 }, async ({ points }) => {
  const { ran, kills } = await killedAt(points)
  expect(kills).toBeGreaterThan(0)
  expect(ran.document).toMatchObject({ status: 'completed', result: 'all of it' })
  expect(ran.of('plan.revised').map((event) => event.data.added.map(({ id }) => id))).toEqual([['x-s2']])
  expect(ran.of('approval.requested')).toHaveLength(2)
  const plans = (open as Scene).server.chats().filter((chat) => chat.schema === 'plan')
  expect(plans).toHaveLength(2)
  expect((open as Scene).file('made.txt')).toBe('x')
  const replayed = await (open as Scene).place.run(['replay', ran.document.run_id ?? '', '--json'], { env: (open as Scene).env })
  expect(replayed).toMatchObject({ code: 0 })
})
