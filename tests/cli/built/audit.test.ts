import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashJson } from '../../../src/kernel/hash.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { type Rule, type ScriptedOpenAi, startScriptedOpenAi } from '../../helpers/scripted-openai.ts'
import { storeOptions } from '../../store/store-fixture.ts'

const RULES: Rule[] = [
  { when: { any: 'fetch the page', turn: 0 }, reply: { tool_calls: [{ name: 'web_fetch', args: { url: 'http://unnamed.test/' } }] } },
  { when: { any: 'fetch the page', turn: 1 }, reply: 'told: {{last}}' },
]

let place: ClawPlace
let server: ScriptedOpenAi
let run_id: string

beforeAll(async () => {
  place = clawPlace({ 'a.ts': 'one', '.env': 'CLOSED_CLAW_POLICY=trusted\n' })
  server = await startScriptedOpenAi(RULES)
  const parked = await claw(['run', 'fetch the page', '--agent', 'web-researcher', '--json'])
  run_id = JSON.parse(parked.stdout).run_id
  const [asked] = await json(['approvals'])
  await claw(['deny', asked.approval_id, 'not', 'this', 'one'])
})
afterAll(async () => {
  await server.close()
  place.remove()
})

const env = () => ({ OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: server.url, CLOSED_CLAW_RULES_FIRST: 'off' })
const claw = (args: readonly string[], more: Record<string, string> = {}) => place.run(args, { env: { ...env(), ...more } })

async function json(args: readonly string[]) {
  return JSON.parse((await claw([...args, '--json'])).stdout).result
}

describe('claw audit', () => {
  it('lists what the filters leave', async () => {
    const asked = await json(['audit', '--run', run_id.slice(0, 6), '--tool', 'web_fetch', '--decision', 'ask'])
    expect(asked).toMatchObject([{ action: 'tool.call', rule: 'workspace.network', agent_id: 'web-researcher', run_id }])
    expect(asked[0].args_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await json(['audit', '--since', '1h', '--until', '2020-01-01'])).toEqual([])
    expect((await json(['audit', '--order', 'oldest', '--limit', '1']))[0].n).toBe(1)
    expect(await json(['audit', '--action', 'config'])).toMatchObject([
      { decision: 'noted', reason: expect.stringContaining('CLOSED_CLAW_POLICY') },
    ])
    expect(await json(['audit', '--action', 'sandbox.chosen'])).toMatchObject([{ run_id }])
    expect((await claw(['audit', '--since', 'yesterday'])).code).toBe(2)
  })

  it('explains a decision: who, where, which rule, what exactly, who answered, what else', async () => {
    const [asked] = await json(['audit', '--decision', 'ask', '--tool', 'web_fetch'])
    const { stdout } = await claw(['audit', 'explain', String(asked.n)])
    for (const part of ['agent:web-researcher, for user:', run_id, 'workspace.network', '"url": "http://unnamed.test/"', asked.args_hash])
      expect(stdout).toContain(part)
    expect(stdout).toMatch(/^answer +denied by user:.*not this one/m)
    expect(stdout).toMatch(/^after .*approval.decided/m)
    const explained = await json(['audit', 'explain', String(asked.n)])
    expect(explained.same_call.map((row: { action: string }) => row.action)).toEqual(['approval.requested', 'approval.decided'])
    expect((await claw(['audit', 'explain', '9999'])).code).toBe(8)
    expect((await claw(['audit', 'explain', 'x'])).code).toBe(2)
    expect((await claw(['audit', 'explain'])).code).toBe(2)
  })

  it('exports a chain that can be checked without claw', async () => {
    const lines = (await claw(['audit', 'export'])).stdout.trimEnd().split('\n')
    const records = lines.map((line) => JSON.parse(line))
    const head = records.pop()
    let previous = '0'.repeat(64)
    for (const { hash, ...rest } of records) {
      expect(rest.prev_hash).toBe(previous)
      expect(hashJson(rest)).toBe(hash)
      previous = hash
    }
    expect(head).toMatchObject({ action: 'audit.head', n: records.length, hash: previous, decision: 'whole' })
    const batch = JSON.parse((await claw(['audit', 'export', '--format', 'cloudevents', '--action', 'tool'])).stdout)
    expect(batch.map((event: { type: string }) => event.type)).toEqual([
      'dev.closed-claw.audit.tool.call',
      'dev.closed-claw.audit.audit.head',
    ])
  })

  it('into a file, whole or not at all; --json needs one', async () => {
    const told = await json(['audit', 'export', '--format', 'csv', '--out', 'audit.csv'])
    expect(told).toMatchObject({ format: 'csv', chain: { ok: true } })
    const rows = readFileSync(join(place.workspace, 'audit.csv'), 'utf8').trimEnd().split('\r\n')
    expect(rows).toHaveLength(told.records + 2)
    expect((await claw(['audit', 'export', '--json'])).code).toBe(2)
    expect((await claw(['audit', 'export', '--out', 'no/such/folder/x'])).code).toBe(2)
    expect(existsSync(join(place.workspace, 'audit.csv.part'))).toBe(false)
  })

  it('exports far more than it may hold in memory', { timeout: 60_000 }, async () => {
    const state = join(place.workspace, '.closed_claw')
    const options = storeOptions(place.root)
    const store = openStore({ ...options, path: join(state, 'registry.db'), checkpointsPath: join(state, 'checkpoints.db') })
    const detail = { text: 'x'.repeat(5000) }
    for (let block = 0; block < 20; block += 1)
      store.transaction(undefined, () => {
        for (let n = 0; n < 1000; n += 1) store.audit.append({ actor: 'test', action: 'flood', target: `${block}-${n}`, detail })
      })
    store.close()
    const big = await claw(['audit', 'export', '--out', 'big.jsonl'], { NODE_OPTIONS: '--max-old-space-size=64' })
    expect([big.code, big.stderr]).toEqual([0, ''])
    expect(big.stdout).toMatch(/^\d+ records in .*big\.jsonl \(jsonl\); the chain is whole/)
  })
})
