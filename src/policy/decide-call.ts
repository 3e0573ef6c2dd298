import { matchesHost } from './match-host.ts'
import { matchesRule } from './matches-rule.ts'
import type { PolicyCall } from './policy-call.ts'
import type { PolicyRule } from './policy-rule.ts'
import type { Decision, PolicyStep } from './policy-step.ts'
import { PRESETS, type PresetName, presetCase, type STANDING_RULES } from './preset-rules.ts'
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
  readonly preset: PresetName
  readonly rules: readonly PolicyRule[]
  readonly paidHosts: readonly string[]
}

const ORIGINS_OF_CLAW: ReadonlySet<string> = new Set(['preset', 'standing'])
const STRICTNESS = { allow: 0, ask: 1, deny: 2 } as const

/** The strictest matching rule wins; where no rule matches, the preset decides. What the preset forbids, no rule opens. */
export function decideCall(given: PolicyCall, policy: Policy): PolicyDecision {
  const call = priced(given, policy.paidHosts)
  const preset = presetStep(call, policy)
  if (preset.decision === 'deny') return decided(preset, [preset])
  const matching = [...fileSteps(call, policy), ...standingSteps(call, policy)]
  const strictest = matching.toSorted((a, b) => STRICTNESS[b.decision] - STRICTNESS[a.decision])[0]
  return decided(strictest ?? preset, [preset, ...matching])
}

// What costs an unknown sum is over any bound and within none.
function priced(call: PolicyCall, paidHosts: readonly string[]): PolicyCall {
  return { ...call, amount_usd: isPaid(call, paidHosts) ? (call.amount_usd ?? Number.POSITIVE_INFINITY) : null }
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
  const ask = (rule: keyof typeof STANDING_RULES, reason: string): PolicyStep => ({ rule, origin: 'standing', decision: 'ask', reason })
  const tainted = taintRule(call)
  // First, so that it is the reason which a person sees: an approval of a price is no approval of where the data goes.
  const steps: PolicyStep[] = tainted === undefined ? [] : [tainted]
  if (call.requires_approval_for.includes(call.tool))
    steps.push(ask('manifest.requires_approval_for', `the manifest of ${call.agent_id} wants a person asked before ${call.tool}`))
  if (isPaid(call, policy.paidHosts) && !isWithinBudget(call, policy.rules)) steps.push(ask('paid-api', priceReason(call)))
  if (call.command?.parsed === false)
    steps.push(ask('command.unparsed', `the command line cannot be read, so nobody knows what it runs: ${call.command.reason}`))
  return steps
}

/** The user's own rule says how much may be spent without a question. */
function isWithinBudget(call: PolicyCall, rules: readonly PolicyRule[]): boolean {
  return rules.some((rule) => rule.decision === 'allow' && rule.amount_usd?.up_to !== undefined && matchesRule(rule, call))
}

function priceReason({ host, tool, effect, amount_usd }: PolicyCall): string {
  return effect === 'spend' && amount_usd !== null && amount_usd > 0
    ? `it is estimated to cost ${amount_usd} US dollars`
    : `${host ?? tool} is listed in CLOSED_CLAW_PAID_API_PROVIDERS`
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

function presetStep(call: PolicyCall, { preset, paidHosts }: Policy): PolicyStep {
  const { what, because } = isPaid(call, paidHosts)
    ? ({ what: 'spend' } as const)
    : presetCase(call, (host) => call.named_hosts.some((named) => matchesHost(named, host)))
  const rule = PRESETS[preset][what]
  return { rule: `${preset}.${what}`, origin: 'preset', decision: rule.decision, reason: because ?? rule.reason }
}
