import type { JsonObject } from '../kernel/json.ts'
import type { ToolEffect } from '../protocol/messages.ts'
import { matchesHost } from './match-host.ts'
import type { PolicyRule } from './policy-rule.ts'
import { type Taint, taintRule } from './taint-rule.ts'

export interface PolicyCall {
  readonly tool: string
  /** Canonical. */
  readonly args: JsonObject
  readonly args_hash: string
  /** Real path. */
  readonly workspace: string
  readonly effect: ToolEffect
  readonly agent_id: string
  /** Tools for which the manifest of the agent wants a person asked. */
  readonly requires_approval_for: readonly string[]
  /** Whether the call runs in an OS sandbox that holds. */
  readonly sandboxed: boolean
  /** `host:port` that the call reaches by itself, for network tools. */
  readonly host: string | null
  /** A request that only reads (GET, HEAD). */
  readonly reads_only: boolean
  /** Hosts that the person named in the task. */
  readonly named_hosts: readonly string[]
  /** What the run has read so far. */
  readonly taint: Taint
  /** More would leave this machine than what the person has typed. */
  readonly sends_data: boolean
}

export interface PolicyDecision {
  readonly decision: 'allow' | 'ask' | 'deny'
  /** Id of the rule, with its origin when it stands in a file. */
  readonly rule: string
  readonly reason: string
  /** The saved grant that turned an ask into this allow. */
  readonly grant_id?: string
}

export interface Policy {
  readonly preset: 'readonly' | 'workspace' | 'trusted'
  readonly rules: readonly PolicyRule[]
  readonly paidHosts: readonly string[]
}

const STRICTNESS = { allow: 0, ask: 1, deny: 2 } as const

/** The strictest matching rule wins; where no rule matches, the preset decides. What the preset forbids, no rule opens. */
export function decideCall(call: PolicyCall, policy: Policy): PolicyDecision {
  const preset = presetDecision(call, policy.preset)
  if (preset.decision === 'deny') return preset
  const matching = [...fileRules(call, policy), ...standingRules(call, policy)]
  return matching.sort((a, b) => STRICTNESS[b.decision] - STRICTNESS[a.decision])[0] ?? preset
}

function fileRules(call: PolicyCall, policy: Policy): PolicyDecision[] {
  return policy.rules
    .filter((rule) => matchesRule(rule, call))
    .map((rule) => ({
      decision: rule.decision,
      rule: `${rule.id} (${rule.origin})`,
      reason: rule.reason ?? `rule ${rule.id} says ${rule.decision}`,
    }))
}

function matchesRule(rule: PolicyRule, call: PolicyCall): boolean {
  if (rule.tools && !rule.tools.includes(call.tool)) return false
  if (rule.effects && !rule.effects.includes(call.effect)) return false
  if (rule.agents && !rule.agents.includes(call.agent_id)) return false
  if (rule.hosts) return call.host !== null && rule.hosts.some((pattern) => matchesHost(pattern, call.host ?? ''))
  return true
}

/** Rules that stand above every preset: what the manifest asks for, calls that cost money, and what could carry private data out. */
function standingRules(call: PolicyCall, policy: Policy): PolicyDecision[] {
  const tainted = taintRule(call)
  // First, so that it is the reason which a person sees: an approval of a price is no approval of where the data goes.
  const decisions: PolicyDecision[] = tainted === undefined ? [] : [tainted]
  if (call.requires_approval_for.includes(call.tool))
    decisions.push({
      decision: 'ask',
      rule: 'manifest.requires_approval_for',
      reason: `the manifest of ${call.agent_id} wants a person asked before ${call.tool}`,
    })
  if (isPaid(call, policy.paidHosts))
    decisions.push({ decision: 'ask', rule: 'paid-api', reason: `${call.host ?? call.tool} is listed in CLOSED_CLAW_PAID_API_PROVIDERS` })
  return decisions
}

export function isPaid(call: Pick<PolicyCall, 'host' | 'effect'>, paidHosts: readonly string[]): boolean {
  return call.effect === 'spend' || (call.host !== null && paidHosts.some((name) => matchesPaid(name, call.host ?? '')))
}

// A provider is listed by host (`api.example.com`) or by name (`example` fits api.example.com).
function matchesPaid(name: string, host: string): boolean {
  return (
    matchesHost(name, host) ||
    matchesHost(`*.${name}`, host) ||
    (!name.includes('.') && host.split(':')[0]?.split('.').includes(name) === true)
  )
}

function presetDecision(call: PolicyCall, preset: Policy['preset']): PolicyDecision {
  const say = (decision: PolicyDecision['decision'], what: string, reason: string): PolicyDecision => ({
    decision,
    rule: `${preset}.${what}`,
    reason,
  })
  if (call.effect === 'read') return say('allow', 'read', 'reading inside the workspace')
  if (call.effect === 'network') return networkDecision(call, preset, say)
  if (preset === 'readonly') return say('deny', call.effect, `the readonly policy allows no ${call.effect}`)
  if (call.effect === 'write') return say('allow', 'write', 'writing inside the workspace')
  if (preset === 'trusted') return say('allow', call.effect, 'the trusted policy allows it')
  if (call.effect === 'exec' && call.sandboxed)
    return say('allow', 'exec-sandboxed', 'runs inside the OS sandbox: workspace writable, no network')
  if (call.effect === 'exec')
    return say('ask', 'exec-unsandboxed', 'no OS sandbox holds on this machine, so the command could do anything that you can do')
  return say('ask', call.effect, 'it may cost money')
}

function networkDecision(
  call: PolicyCall,
  preset: Policy['preset'],
  say: (d: PolicyDecision['decision'], what: string, reason: string) => PolicyDecision,
): PolicyDecision {
  const named = call.reads_only && call.host !== null && call.named_hosts.some((host) => matchesHost(host, call.host ?? ''))
  if (named) return say('allow', 'network-named', 'the person named this host in the task, and the request only reads')
  if (preset === 'trusted') return say('allow', 'network', 'the trusted policy allows it')
  return say('ask', 'network', call.reads_only ? 'nobody named this host in the task' : 'the request may change something at the other end')
}
