import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { type InTerminal, inTerminal } from '../helpers/in-terminal.ts'

let place: ClawPlace | undefined
let terminal: InTerminal | undefined
afterEach(() => {
  terminal?.kill()
  place?.remove()
  place = undefined
})

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
const OFF = { CLOSED_CLAW_SANDBOX: 'off' }
function start(task: string, env: Record<string, string> = {}): InTerminal {
  place ??= clawPlace()
  terminal = inTerminal(['run', task], { cwd: place.workspace, env: { ...place.env, ...OFF, ...env } })
  return terminal
}
const answers = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('> '))

test('always: what would be saved is shown, early keys and Esc answer nothing, and it holds', { timeout: 40_000 }, async () => {
  place = clawPlace()
  const first = start('run the command `echo said-by-always`', { CLOSED_CLAW_AGENT_TIMEOUT_SEC: '2' })
  await first.shows('[6] Always')
  first.type('1')
  for (const fact of [
    'agent',
    'arguments',
    '"cmd": "echo said-by-always"',
    'where',
    'sandbox none',
    'touches',
    'why asked',
    '(not verified)',
  ])
    expect(first.screen()).toContain(fact)
  expect(first.screen()).toMatch(/Always +saves: terminal/)
  expect(first.screen()).toMatch(/Always +not: /)
  // Longer than the agent may take: its clock stands still while a person is waited for.
  await pause(3000)
  first.type('\u001b')
  await pause(200)
  expect(answers(first.screen())).toEqual([])
  first.type('6')
  expect(await first.ended).toBe(0)
  expect(first.screen()).toMatch(/grant +g_[0-9a-f]{12} saved \(always\)/)
  expect(first.screen()).toMatch(/evaluated again: allowed by grant g_/)
  expect(first.screen()).toContain('\nsaid-by-always')

  const second = start('run the command `echo said-by-always`')
  expect(await second.ended).toBe(0)
  expect(second.screen()).not.toContain('[6] Always')
  const other = start('run the command `echo something-else`')
  await other.shows('[5] Allow for 10 minutes')
  await pause(500)
  other.type('5')
  expect(await other.ended).toBe(0)
  expect(other.screen()).toMatch(/saved \(window\)/)
  const listed = JSON.parse((await place.run(['grants', '--json'])).stdout).result as { scope: string }[]
  expect(listed.map((grant) => grant.scope).sort()).toEqual(['always', 'window'])
})

test('deny and tell why reaches the agent', { timeout: 20_000 }, async () => {
  const claw = start('run the command `echo never-said`')
  await claw.shows('[2] Deny and tell why')
  await pause(500)
  claw.type('2')
  await claw.shows('Why?')
  claw.type('not on this machine\r')
  expect(await claw.ended).not.toBe(0)
  expect(claw.screen()).toContain('not on this machine')
  expect(claw.screen()).not.toContain('\nnever-said')
})

test('a paid call: always is not offered, and nobody who answers in time is a no', { timeout: 30_000 }, async () => {
  let hits = 0
  const site = createServer((_, response) => {
    hits += 1
    response.end('paid')
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  const { port } = site.address() as AddressInfo
  try {
    const claw = start(`fetch http://127.0.0.1:${port}/`, {
      CLOSED_CLAW_PAID_API_PROVIDERS: '127.0.0.1',
      CLOSED_CLAW_API_APPROVAL_TIMEOUT_SEC: '2',
    })
    await claw.shows('not offered: Always (it costs money each time')
    expect(claw.screen()).not.toContain('[6] Always')
    await pause(500)
    // A key that is not offered answers nothing.
    claw.type('6')
    expect(await claw.ended).not.toBe(0)
    expect(answers(claw.screen())).toEqual([])
    expect(hits).toBe(0)
  } finally {
    site.close()
  }
})
