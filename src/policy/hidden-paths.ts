import { isAbsolute } from 'node:path'
import type { PolicyRule } from './policy-rule.ts'

/**
 * Globs of the rules that deny paths to everybody. They hold in the path jail and in the sandbox too: a search over a whole folder or
 * a shell command names no path that a rule could be compared with.
 */
export function hiddenPaths(rules: readonly PolicyRule[], use: 'read' | 'write'): string[] {
  return rules.filter((rule) => isUnconditional(rule) && hides(rule, use)).flatMap((rule) => (rule.paths ?? []).filter(isUsable))
}

function isUnconditional({ decision, tools, effects, agents, commands, hosts, methods, amount_usd }: PolicyRule): boolean {
  return decision === 'deny' && [tools, effects, agents, commands, hosts, methods, amount_usd].every((condition) => condition === undefined)
}

function hides({ access }: PolicyRule, use: 'read' | 'write'): boolean {
  return use === 'read' ? access !== 'write' : access === 'write'
}

// Places outside of the workspace are out of reach anyway, and one with a wildcard cannot be named to a sandbox.
function isUsable(glob: string): boolean {
  return !glob.startsWith('~') && (!isAbsolute(glob) || !/[*?[{]/.test(glob))
}
