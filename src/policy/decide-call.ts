import { matchesHost } from './match-host.ts'
import { matchesRule } from './matches-rule.ts'
import type { PolicyCall } from './policy-call.ts'
import type { PolicyRule } from './policy-rule.ts'
import type { Decision, PolicyStep } from './policy-step.ts'
import { taintRule } from './taint-rule.ts'

export interface PolicyDecision {
  readonly decision: Decision
  /** Id of the rule, with its origin when it stands in a file. */
  readonly rule: string
  readonly reason: string
  /** The saved grant that turned an ask into this allow. */
  readonly grant_id?: string
  /** Every rule that matched, the preset first. */
  readonly steps: readonly PolicyStep[]
}

export interface Policy {
  readonly preset: 'readonly' | 'workspace' | 'trusted'
  readonly rules: readonly PolicyRule[]
  readonly paidHosts: readonly string[]
}

const ORIGINS_OF_CLAW: ReadonlySet<string> = new Set(['preset', 'standing'])
const STRICTNESS = { allow: 0, ask: 1, deny: 2 } as const

/** The strictest matching rule wins; where no rule matches, the preset decides. What the preset forbids, no rule opens. */
export function decideCall(call: PolicyCall, policy: Policy): PolicyDecision {
  const preset = presetStep(call, policy.preset)
  if (preset.decision === 'deny') return decided(preset, [preset])
  const matching = [...fileSteps(call, policy), ...standingSteps(call, policy)]
  const strictest = matching.toSorted((a, b) => STRICTNESS[b.decision] - STRICTNESS[a.decision])[0]
  return decided(strictest ?? preset, [preset, ...matching])
}

function decided(step: PolicyStep, steps: readonly PolicyStep[]): PolicyDecision {
  const rule = ORIGINS_OF_CLAW.has(step.origin) ? step.rule : `${step.rule} (${step.origin})`
  return { decision: step.decision, rule, reason: step.reason, steps }
}

function fileSteps(call: PolicyCall, policy: Policy): PolicyStep[] {
  return policy.rules
    .filter((rule) => matchesRule(rule, call))
    .map(({ id, origin, decision, reason }) => ({ rule: id, origin, decision, reason: reason ?? `rule ${id} says ${decision}` }))
}

/** Rules that stand above every preset: what the manifest asks for, calls that cost money, and what could carry private data out. */
function standingSteps(call: PolicyCall, policy: Policy): PolicyStep[] {
  const ask = (rule: string, reason: string): PolicyStep => ({ rule, origin: 'standing', decision: 'ask', reason })
  const tainted = taintRule(call)
  // First, so that it is the reason which a person sees: an approval of a price is no approval of where the data goes.
  const steps: PolicyStep[] = tainted === undefined ? [] : [tainted]
  if (call.requires_approval_for.includes(call.tool))
    steps.push(ask('manifest.requires_approval_for', `the manifest of ${call.agent_id} wants a person asked before ${call.tool}`))
  if (isPaid(call, policy.paidHosts)) steps.push(ask('paid-api', `${call.host ?? call.tool} is listed in CLOSED_CLAW_PAID_API_PROVIDERS`))
  if (call.command?.parsed === false)
    steps.push(ask('command.unparsed', `the command line cannot be read, so nobody knows what it runs: ${call.command.reason}`))
  return steps
}

export function isPaid(call: Pick<PolicyCall, 'host' | 'effect'>, paidHosts: readonly string[]): boolean {
  return call.effect === 'spend' || (call.host !== null && paidHosts.some((name) => matchesPaid(name, call.host ?? '')))
}

// A provider is listed by host (`api.example.com`) or by name (`example` fits api.example.com).
function matchesPaid(name: string, host: string): boolean {
  return (
    matchesHost(name, host) ||
    matchesHost(`*.${name}`, host) ||
    (!name.includes('.') && host.split(':')[0]?.split('.').includes(name.toLowerCase()) === true)
  )
}

function presetStep(call: PolicyCall, preset: Policy['preset']): PolicyStep {
  const say: Say = (decision, what, reason) => ({ rule: `${preset}.${what}`, origin: 'preset', decision, reason })
  if (call.effect === 'read') return say('allow', 'read', 'reading inside the workspace')
  if (call.effect === 'network') return networkStep(call, preset, say)
  if (preset === 'readonly') return say('deny', call.effect, `the readonly policy allows no ${call.effect}`)
  if (call.effect === 'write') return say('allow', 'write', 'writing inside the workspace')
  if (preset === 'trusted') return say('allow', call.effect, 'the trusted policy allows it')
  if (call.effect === 'exec' && call.sandboxed)
    return say('allow', 'exec-sandboxed', 'runs inside the OS sandbox: workspace writable, no network')
  if (call.effect === 'exec')
    return say('ask', 'exec-unsandboxed', 'no OS sandbox holds on this machine, so the command could do anything that you can do')
  return say('ask', call.effect, 'it may cost money')
}

type Say = (decision: Decision, what: string, reason: string) => PolicyStep

function networkStep(call: PolicyCall, preset: Policy['preset'], say: Say): PolicyStep {
  const named = call.reads_only && call.host !== null && call.named_hosts.some((host) => matchesHost(host, call.host ?? ''))
  if (named) return say('allow', 'network-named', 'the person named this host in the task, and the request only reads')
  if (preset === 'trusted') return say('allow', 'network', 'the trusted policy allows it')
  return say('ask', 'network', call.reads_only ? 'nobody named this host in the task' : 'the request may change something at the other end')
}
