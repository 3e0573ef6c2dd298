import { afterEach, expect, test } from 'vitest'
import { type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const QUESTION = 'How many text files are here?'
const WRITE = 'create the file new.txt with the text "hello"'

test('a sure recipe that only reads answers before the model, and says so; one that writes, and `off`, ask the model', {
  timeout: 60_000,
}, async () => {
  open = await scene([{ reply: 'says the model' }], {
    files: { 'a.txt': 'x', 'b.txt': 'y' },
    env: { CLOSED_CLAW_RULES_FIRST: 'read-only' },
  })
  const { place, env, server } = open
  const shown = await place.run(['run', QUESTION, '--no-input'], { env })
  expect(shown).toMatchObject({ code: 0, stdout: '2 text files.\n' })
  expect(shown.stderr).toMatch(/^engine {2}model .*\nplan .* by a recipe: the model is not asked\n/m)
  expect(shown.stderr).toContain('no model used')
  const told = await open.claw(['run', QUESTION])
  expect(told.document).toMatchObject({ ok: true, engine: 'rules', usage: [], cost: 0 })
  expect(told.of('plan.created')[0]?.data).toMatchObject({
    engine: 'rules',
    reason: expect.stringContaining('the model is not asked (CLOSED_CLAW_RULES_FIRST=read-only)'),
  })
  expect(server.requests).toHaveLength(0)

  const written = await open.claw(['run', WRITE])
  expect(written.document).toMatchObject({ engine: 'model', result: 'says the model' })
  const asked = await open.claw(['run', QUESTION], { CLOSED_CLAW_RULES_FIRST: 'off' })
  expect(asked.document).toMatchObject({ engine: 'model', result: 'says the model' })
  expect(server.requests).toHaveLength(2)

  const all = await open.claw(['run', WRITE], { CLOSED_CLAW_RULES_FIRST: 'all' })
  expect(all.document).toMatchObject({ ok: true, engine: 'rules' })
  expect(open.file('new.txt')).toBe('hello\n')
  expect(server.requests).toHaveLength(2)
})

test('a recipe that only reads and fails hands the task to the model, once, also over a kill', { timeout: 60_000 }, async () => {
  open = await scene([{ reply: 'There is no such file, says the model.' }], {
    files: { 'a.txt': 'x' },
    env: { CLOSED_CLAW_RULES_FIRST: 'read-only' },
  })
  const ran = await open.claw(['run', 'show me the file gone.txt'])
  expect(ran.document).toMatchObject({ ok: true, engine: 'mixed', result: 'There is no such file, says the model.' })
  expect(ran.of('plan.revised')).toMatchObject([
    {
      data: {
        n: 0,
        outcome: 'replaced',
        reason: expect.stringMatching(/^a recipe did not do it \(.*gone\.txt.*\); the model takes the task$/),
      },
    },
  ])
  expect(open.server.requests).toHaveLength(1)
  const killed = await open.claw(['run', 'show me the file gone.txt'], { CLOSED_CLAW_CRASHPOINT: 'attempt.before:2' })
  expect(killed.signal).toBe('SIGKILL')
  const runs = await open.place.run(['runs', '--json'], { env: open.env })
  const resumed = await open.claw(['resume', JSON.parse(runs.stdout).result[0].run_id])
  expect(resumed.document).toMatchObject({ ok: true, engine: 'mixed' })
  expect(resumed.of('plan.revised')).toHaveLength(1)

  expect(open.server.requests).toHaveLength(2)
})
