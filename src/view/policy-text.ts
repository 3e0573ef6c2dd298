import { canonicalJson } from '../kernel/json.ts'
import { plural } from './format.ts'
import { formatTable } from './format-table.ts'
import type { PolicyFileRow, PolicyRow, PolicyRuleRow, RuleChange } from './policy-rows.ts'
import { exactJson, visibleLine } from './shown-text.ts'
import type { ListOptions } from './tables.ts'

/** `claw policy`: every rule in force, where it comes from, and who wins. */
export function policyText({ preset, order, files, rules }: PolicyRow, options: ListOptions): string {
  const table = formatTable(rules, COLUMNS, options)
  const steps = order.map((step, index) => `  ${index + 1}. ${step}`)
  return [`preset ${preset}   (CLOSED_CLAW_POLICY, --policy)`, ...files.map(fileLine), '', table, '', 'Who wins', ...steps].join('\n')
}

const COLUMNS = [
  { title: 'DECISION', cell: (row: PolicyRuleRow) => (row.counts ? row.decision : `(${row.decision})`) },
  { title: 'RULE', cell: (row: PolicyRuleRow) => visibleLine(row.id) },
  { title: 'ORIGIN', cell: (row: PolicyRuleRow) => row.origin },
  { title: 'WHEN', cell: whenText, flexible: true },
]

function whenText({ when, reason, counts }: PolicyRuleRow): string {
  const said = typeof when === 'string' ? when : conditionsText(when)
  const why = reason === '' || typeof when === 'string' ? '' : `: ${visibleLine(reason)}`
  return `${said}${why}${counts ? '' : ' (does not count: the file of a workspace may only narrow)'}`
}

export function conditionsText(when: Exclude<PolicyRuleRow['when'], string>): string {
  const parts = Object.entries(when).map(
    ([key, value]) => `${key} ${Array.isArray(value) ? value.map((one) => visibleLine(String(one))).join(' | ') : canonicalJson(value)}`,
  )
  return parts.join(', ') || 'every call'
}

function fileLine({ origin, path, exists, rules }: PolicyFileRow): string {
  return `${origin.padEnd(15)}${visibleLine(path)}   ${exists ? plural(rules, 'rule') : 'not there'}`
}

/** `claw policy check`. */
export function policyCheckText(files: readonly PolicyFileRow[], idle: readonly PolicyRuleRow[]): string {
  const held = files.map((file) => `${fileLine(file)}${file.examples === 0 ? '' : `, ${plural(file.examples, 'example')} held`}`)
  const notes = idle.map(
    (rule) => `note  rule '${visibleLine(rule.id)}' allows, and does not count: the file of a workspace may only narrow`,
  )
  return ['ok', ...held, ...notes].join('\n')
}

/** A rule that was added or taken away, and what the policy says about its examples now. */
export function ruleChangeText(what: 'added' | 'removed', { rule, file, tried }: RuleChange): string {
  const lines = tried.map(({ example, matches, decision, rule: by }) => {
    return `  ${matches ? 'matches ' : 'does not'}  ${visibleLine(canonicalJson(example))}  ->  ${decision} (${visibleLine(by)})`
  })
  return [`${what} in ${visibleLine(file)}`, exactJson(rule), ...(lines.length === 0 ? [] : ['what the policy says now', ...lines])].join(
    '\n',
  )
}
