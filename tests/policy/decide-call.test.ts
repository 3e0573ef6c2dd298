import { describe, expect, test } from 'vitest'
import { decideCall, isPaid, type Policy } from '../../src/policy/decide-call.ts'
import type { PolicyCall } from '../../src/policy/policy-call.ts'
import type { PolicyRule } from '../../src/policy/policy-rule.ts'
import { UNTAINTED } from '../../src/policy/taint-rule.ts'

const CALL: PolicyCall = {
  tool: 'file_io',
  args: {},
  args_hash: '',
  workspace: '/w',
  effect: 'read',
  agent_id: 'writer',
  requires_approval_for: [],
  sandboxed: true,
  paths: [],
  command: null,
  host: null,
  method: null,
  reads_only: false,
  named_hosts: [],
  taint: UNTAINTED,
  sends_data: false,
  amount_usd: null,
}
const policy = (parts: Partial<Policy> = {}): Policy => ({ preset: 'workspace', rules: [], paidHosts: [], ...parts })
const rule = (parts: Partial<PolicyRule> & Pick<PolicyRule, 'decision'>): PolicyRule => ({ id: 'r', origin: 'policy.json', ...parts })
const say = (call: Partial<PolicyCall>, parts: Partial<Policy> = {}): string => decideCall({ ...CALL, ...call }, policy(parts)).decision

describe('presets', () => {
  test.each([
    // effect, sandboxed, readonly, workspace, trusted
    ['read', true, 'allow', 'allow', 'allow'],
    ['write', true, 'deny', 'allow', 'allow'],
    ['exec', true, 'deny', 'allow', 'allow'],
    ['exec', false, 'deny', 'ask', 'allow'],
    ['network', true, 'ask', 'ask', 'allow'],
  ] as const)('%s, sandboxed %s', (effect, sandboxed, readonly, workspace, trusted) => {
    const presets = ['readonly', 'workspace', 'trusted'] as const
    expect(presets.map((preset) => say({ effect, sandboxed, host: 'a.org:443' }, { preset }))).toEqual([readonly, workspace, trusted])
  })

  test('a host that the person named may be read, not written to', () => {
    const named = { effect: 'network', host: 'example.org:443', named_hosts: ['example.org'] } as const
    expect([say({ ...named, reads_only: true }), say({ ...named, reads_only: false })]).toEqual(['allow', 'ask'])
    expect(say({ ...named, reads_only: true, host: 'evil.example.org:443' })).toBe('ask')
  })
})

describe('rules', () => {
  test('the strictest one wins, and what the preset forbids no rule opens', () => {
    const rules = [rule({ decision: 'allow', tools: ['file_io'] }), rule({ decision: 'deny', agents: ['writer'] })]
    expect(say({}, { rules })).toBe('deny')
    expect(say({ agent_id: 'other', effect: 'write' }, { rules })).toBe('allow')
    expect(say({ agent_id: 'other', effect: 'write' }, { rules, preset: 'readonly' })).toBe('deny')
    expect(say({ effect: 'write', requires_approval_for: ['file_io'] }, { preset: 'readonly' })).toBe('deny')
  })

  test('what the manifest wants asked is asked under every preset', () => {
    expect(say({ requires_approval_for: ['file_io'] }, { preset: 'trusted' })).toBe('ask')
    expect(say({ requires_approval_for: ['file_io'] }, { rules: [rule({ decision: 'allow' })] })).toBe('ask')
  })

  test('paid providers are asked about by host, domain or name', () => {
    const network = { effect: 'network', host: 'api.example.com:443' } as const
    for (const name of ['api.example.com', 'example.com', 'example', 'Example', 'API.example.com'])
      expect(isPaid(network, [name]), name).toBe(true)
    for (const name of ['other.com', 'ample.com', 'exam']) expect(isPaid(network, [name]), name).toBe(false)
    expect(say(network, { preset: 'trusted', paidHosts: ['example'] })).toBe('ask')
  })

  test('amounts speak of what costs money: an unknown price is over any bound and within none, an announced one is taken as it is', () => {
    const paid = { tool: 'http_api', effect: 'network', host: 'api.example.com:443' } as const
    const world = { paidHosts: ['example.com'], rules: [rule({ decision: 'deny', amount_usd: { over: 0.5 } })] }
    expect([say(paid, world), say({ ...paid, amount_usd: 0.5 }, world), say({ ...paid, amount_usd: 0.6 }, world)]).toEqual([
      'deny',
      'ask',
      'deny',
    ])
    expect([say({ effect: 'write' }, world), say({ effect: 'exec' }, world)]).toEqual(['allow', 'allow'])
    const budget = { paidHosts: ['example.com'], rules: [rule({ decision: 'allow', amount_usd: { up_to: 0.1 } })] }
    expect([say(paid, budget), say({ ...paid, amount_usd: 0.1 }, budget), say({ ...paid, amount_usd: 0.2 }, budget)]).toEqual([
      'ask',
      'allow',
      'ask',
    ])
    expect(say({ tool: 'terminal', effect: 'exec', sandboxed: false }, budget)).toBe('ask')
    expect(say({ ...paid, amount_usd: 0.1 }, { ...budget, preset: 'readonly' })).toBe('deny')
  })

  test('a rule for hosts says nothing about calls without one', () => {
    expect(say({ effect: 'exec', sandboxed: false }, { rules: [rule({ decision: 'allow', hosts: ['*.org'] })] })).toBe('ask')
  })
})
