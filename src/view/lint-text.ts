import { visibleLine } from '../kernel/visible-text.ts'
import { plural } from './format.ts'

export interface LintRow {
  readonly agent_id: string
  readonly findings: readonly {
    readonly level: 'problem' | 'warning'
    readonly rule: string
    readonly file: string | null
    readonly line: number | null
    readonly message: string
  }[]
}

/** One line a finding, under its agent; then the sums. */
export function lintText(linted: readonly LintRow[]): string {
  const blocks = linted.filter((agent) => agent.findings.length > 0).map(agentBlock)
  const all = linted.flatMap((agent) => agent.findings)
  const problems = all.filter((finding) => finding.level === 'problem').length
  const sum = all.length === 0 ? 'nothing to say' : `${plural(problems, 'problem')}, ${plural(all.length - problems, 'warning')}`
  return [...blocks, `${plural(linted.length, 'agent')}: ${sum}`].join('\n')
}

function agentBlock({ agent_id, findings }: LintRow): string {
  const lines = findings.map(({ level, rule, file, line, message }) => {
    const place = file === null ? '' : `${file}${line === null ? '' : `:${line}`}  `
    return `  ${level.padEnd(8)} ${place}${visibleLine(message)} (${rule})`
  })
  return [visibleLine(agent_id), ...lines].join('\n')
}
