import { matchesCommand } from './command/matches-command.ts'
import { matchesHost } from './match-host.ts'
import { matchesPath } from './match-path.ts'
import type { PolicyCall, TouchedPath } from './policy-call.ts'
import type { PolicyRuleText } from './policy-rule.ts'

/**
 * Whether a rule speaks of this call. An allow has to cover all of it (every path, every command of the line); an ask or a deny
 * is met by any part.
 */
export function matchesRule(rule: PolicyRuleText, call: PolicyCall): boolean {
  return (
    oneOf(rule.tools, call.tool) &&
    oneOf(rule.effects, call.effect) &&
    oneOf(rule.agents, call.agent_id) &&
    (rule.commands === undefined || matchesCommands(rule, call)) &&
    (rule.paths === undefined || matchesPaths(rule, call)) &&
    (rule.hosts === undefined || matchesHosts(rule.hosts, call.host)) &&
    oneOf(
      rule.methods?.map((method) => method.toUpperCase()),
      call.method,
    ) &&
    (rule.amount_usd === undefined || matchesAmount(rule.amount_usd, call.amount_usd))
  )
}

function oneOf(wanted: readonly string[] | undefined, actual: string | null): boolean {
  return wanted === undefined || (actual !== null && wanted.includes(actual))
}

function matchesCommands({ commands = [], decision }: PolicyRuleText, { command, workspace }: PolicyCall): boolean {
  return command !== null && matchesCommand(command, { patterns: commands, decision, workspace })
}

function matchesPaths({ paths = [], access, decision }: PolicyRuleText, call: PolicyCall): boolean {
  const fits = (touched: TouchedPath): boolean =>
    (access === undefined || touched.access === access) && paths.some((glob) => matchesPath(glob, touched.path, call.workspace))
  return decision === 'allow' ? call.paths.length > 0 && call.paths.every(fits) : call.paths.some(fits)
}

function matchesHosts(hosts: readonly string[], host: string | null): boolean {
  return host !== null && hosts.some((pattern) => matchesHost(pattern, host))
}

// What costs nothing that claw knows of is no matter of amounts.
function matchesAmount({ over, up_to }: NonNullable<PolicyRuleText['amount_usd']>, amount: number | null): boolean {
  if (amount === null) return false
  return (over === undefined || amount > over) && (up_to === undefined || amount <= up_to)
}
