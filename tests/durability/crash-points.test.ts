import { afterEach, describe, expect, test } from 'vitest'
import { CRASH_POINTS } from '../../src/kernel/crashpoint.ts'
import type { AgentRow } from '../../src/view/rows.ts'
import { type KillScenario, killScenario, lines, modelCalls, recover } from './kill-scenario.ts'

// Each point is passed several times in the run (four tool calls): the first and a later passing are tried.
const SEVERAL = new Set(['intent', 'policy', 'decision', 'effect', 'reply'])
const SPECS = CRASH_POINTS.flatMap((point) =>
  ['before', 'after'].flatMap((side) => (SEVERAL.has(point) ? [1, 3] : [1]).map((n) => `${point}.${side}:${n}`)),
)

let scenario: KillScenario | undefined
afterEach(() => scenario?.stop())

describe('a kill -9 at every named point', () => {
  test.each(SPECS)('%s', { timeout: 60_000 }, async (spec) => {
    scenario = await killScenario()
    const killed = await scenario.start(spec)
    expect(killed.signal, `${spec} was not passed: ${killed.stderr}`).toBe('SIGKILL')
    const recovery = await recover(scenario)
    if (spec === 'submit.before:1') return expect(recovery).toBeUndefined()
    if (spec === 'finish.after:1') return expect(recovery?.last.code).toBe(2)
    const document = JSON.parse(recovery?.last.stdout ?? '{}')
    expect(document, recovery?.last.stderr).toMatchObject({ ok: true, status: 'completed', result: 'All four are done.', exit_code: 0 })
    expectOnce(scenario)
    await expectSound(scenario)
  })
})

function expectOnce(run: KillScenario): void {
  expect([lines(run, 'oracle-append.txt'), lines(run, 'oracle-shell.txt'), lines(run, 'oracle-write.txt')]).toEqual([1, 1, 1])
  // Only the one call that was in flight may be asked again.
  const calls = modelCalls(run)
  expect(calls.every((count) => count >= 1)).toBe(true)
  expect(calls.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(calls.length + 1)
}

async function expectSound(run: KillScenario): Promise<void> {
  const agents = JSON.parse((await run.place.run(['agents', '--json'], { env: run.env })).stdout).result as AgentRow[]
  expect(agents.flatMap(({ metrics }) => (metrics === null ? [] : [[metrics.runs, metrics.successes]]))).toEqual([[1, 1]])
  const audit = await run.place.run(['audit', 'verify', '--json'], { env: run.env })
  expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true })
  const doctor = await run.place.run(['doctor', '--json'], { env: run.env })
  const checks = JSON.parse(doctor.stdout).result.checks as { name: string; state: string; detail: string }[]
  expect(checks.find((check) => check.name === 'sqlite')).toMatchObject({ state: 'ok' })
}
