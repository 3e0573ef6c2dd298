import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'

const home = mkdtempSync(join(tmpdir(), 'claw-limits-'))
afterAll(() => rmSync(home, { recursive: true }))
const load = (env: Record<string, string>) => loadConfig({ env: { HOME: home, ...env }, cwd: home })
const DAY_MS = 86_400_000

it.each([
  ['CLOSED_CLAW_MEMORY', 'read-only', { mode: 'read-only' }],
  ['CLOSED_CLAW_MEMORY_TOKENS', '0', { tokens: 0 }],
  ['CLOSED_CLAW_MEMORY_MAX_ITEMS', '7', { maxItems: 7 }],
  ['CLOSED_CLAW_MEMORY_MAX_MB', '0.5', { maxBytes: 500_000 }],
  ['CLOSED_CLAW_MEMORY_FACT_DAYS', '2', { ttlMs: { fact: 2 * DAY_MS } }],
  ['CLOSED_CLAW_MEMORY_PROCEDURE_DAYS', '0', { ttlMs: { procedure: null } }],
  ['CLOSED_CLAW_MEMORY_EPISODE_DAYS', '0.5', { ttlMs: { episode: DAY_MS / 2 } }],
  ['CLOSED_CLAW_MEMORY_SUPERSEDED_DAYS', '3', { keepSupersededMs: 3 * DAY_MS }],
])('%s=%s reaches the memory in its own unit, and nothing else changes', (name, value, wanted) => {
  const { memory } = load({ [name]: value })
  const plain = load({}).memory
  expect(memory).toMatchObject(wanted)
  const [key = ''] = Object.keys(wanted)
  const same = Object.keys(plain).filter((other) => other !== key)
  for (const other of same) expect(memory).toHaveProperty(other, plain[other as keyof typeof plain])
})

it('hosts of the shell are a list, and none by default', () => {
  expect(load({}).shellNetwork).toEqual([])
  expect(load({ CLOSED_CLAW_SHELL_NETWORK: 'a.example, b.example' }).shellNetwork).toEqual(['a.example', 'b.example'])
})
