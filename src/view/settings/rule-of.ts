import type { JsonObject } from '../../kernel/json.ts'
import type { RuleDecision } from '../policy-rows.ts'

/** A rule as it is filled in; lists with commas between, examples one a line. */
export interface RuleForm {
  readonly id: string
  readonly decision: RuleDecision
  readonly tools: string
  readonly commands: string
  readonly paths: string
  readonly hosts: string
  readonly reason: string
  readonly match: string
  readonly not_match: string
}

/** As it stands in a policy file; what is empty is left out. An example is of the first condition that is filled in. */
export function ruleOf(form: RuleForm): JsonObject {
  const lists = { tools: listOf(form.tools), commands: listOf(form.commands), paths: listOf(form.paths), hosts: listOf(form.hosts) }
  const conditions = Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0))
  const examples = { match: examplesOf(form.match, lists), not_match: examplesOf(form.not_match, lists) }
  const given = Object.fromEntries(Object.entries(examples).filter(([, items]) => items.length > 0))
  return {
    id: form.id.trim(),
    decision: form.decision,
    ...conditions,
    ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
    ...(Object.keys(given).length === 0 ? {} : { examples: given }),
  }
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}

function examplesOf(
  text: string,
  { commands, paths, hosts }: Readonly<Record<'commands' | 'paths' | 'hosts', readonly string[]>>,
): JsonObject[] {
  const kind = commands.length > 0 ? 'command' : paths.length > 0 ? 'path' : hosts.length > 0 ? 'host' : 'tool'
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [{ [kind]: line.trim() }]))
}
