import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { collect } from '../helpers/claw-place.ts'
import { type KillScenario, killScenario, lines, modelCalls, onlyRun, recover } from './kill-scenario.ts'

let scenario: KillScenario | undefined
afterEach(() => scenario?.stop())

const RUN = ['run', 'Do the four things, please', '--agent', 'terminal-master', '--json', '--no-input']
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** Numbers from 0 to 1 that are the same in every run of the tests. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

describe('a kill -9 at any time', () => {
  test('twelve runs, each killed twice: nothing is done twice, nothing is lost', { timeout: 180_000 }, async () => {
    const random = seeded(7)
    for (let trial = 0; trial < 12; trial += 1) {
      scenario = await killScenario()
      await killAfter(scenario, RUN, 150 + random() * 900)
      const run_id = await onlyRun(scenario)
      if (run_id !== undefined) await killAfter(scenario, ['resume', run_id, '--json', '--no-input'], 150 + random() * 900)
      const recovery = await recover(scenario)
      if (recovery) {
        expect(
          [lines(scenario, 'oracle-append.txt'), lines(scenario, 'oracle-shell.txt'), lines(scenario, 'oracle-write.txt')],
          `trial ${trial}`,
        ).toEqual([1, 1, 1])
        // At most the one in flight at each of the two kills.
        expect(modelCalls(scenario).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5 + 2)
      }
      await scenario.stop()
      scenario = undefined
    }
  })
})

async function killAfter(run: KillScenario, args: readonly string[], ms: number): Promise<void> {
  const child = run.place.start(args, { env: run.env })
  const ended = collect(child)
  await wait(ms)
  child.kill('SIGKILL')
  await ended
}

describe('one owner', () => {
  test('of two resumers at once one works and the other is refused', { timeout: 60_000 }, async () => {
    scenario = await killScenario()
    expect((await scenario.start('intent.after:2')).signal).toBe('SIGKILL')
    const run_id = (await onlyRun(scenario)) ?? ''
    const both = [1, 2].map(() =>
      collect(scenario?.place.start(['resume', run_id, '--json', '--no-input'], { env: scenario.env }) as never),
    )
    const codes = (await Promise.all(both)).map((run) => run.code)
    expect(codes).toContain(0)
    // Refused as held while the other works; as ended when it was slower than the whole run.
    expect(codes.some((code) => code === 75 || code === 2)).toBe(true)
    expectOnce(scenario)
  })

  test('an owner that was stopped and comes back after a takeover writes nothing', { timeout: 60_000 }, async () => {
    scenario = await killScenario()
    const stopped = scenario.place.start(RUN, { env: scenario.env })
    const end = collect(stopped)
    while (modelCalls(scenario)[2] === 0) await wait(5)
    await wait(20)
    stopped.kill('SIGSTOP')
    const run_id = (await onlyRun(scenario)) ?? ''
    const held = await scenario.place.run(['resume', run_id, '--json', '--no-input'], { env: scenario.env })
    expect(held.code).toBe(75)
    forgetHeartbeat(scenario)
    expect((await recover(scenario))?.last.code).toBe(0)
    stopped.kill('SIGCONT')
    expect((await end).code).not.toBe(0)
    expectOnce(scenario)
    const runs = await scenario.place.run(['runs', '--json'], { env: scenario.env })
    expect(JSON.parse(runs.stdout).result[0].status).toBe('completed')
  })
})

// As if the owner had been silent for longer than the lease allows.
function forgetHeartbeat(run: KillScenario): void {
  const db = new Database(join(run.place.workspace, '.closed_claw', 'registry.db'))
  db.prepare('UPDATE runs SET heartbeat_at = 0').run()
  db.close()
}

function expectOnce(run: KillScenario): void {
  expect([lines(run, 'oracle-append.txt'), lines(run, 'oracle-shell.txt'), lines(run, 'oracle-write.txt')]).toEqual([1, 1, 1])
}
