import type { AgentPermissions } from '../../permission-rows.ts'
import { visibleLine } from '../../shown-text.ts'
import type { TableBlock } from '../screen-view.ts'
import { line, span } from '../span.ts'
import { decisionSpan } from './decision-span.ts'

/** What an agent may do, call by call, with the rule that says so. */
export function permissionsTable({ rows }: AgentPermissions): TableBlock {
  return {
    kind: 'table',
    columns: [
      { title: 'tool' },
      { title: 'policy' },
      { title: 'call', flexible: true },
      { title: 'rule', optional: true },
      { title: 'why', optional: true },
    ],
    rows: rows.map(({ tool, call, decision, rule, reason }) => ({
      id: `${tool} ${call}`,
      cells: [
        line(tool),
        line(decisionSpan(decision)),
        line(call),
        line(span(visibleLine(rule), 'dim')),
        line(span(visibleLine(reason), 'dim')),
      ],
    })),
    chosen: -1,
    empty: [line(span('it has no tools: it can only think and answer', 'dim'))],
  }
}

/** Under which conditions that holds. */
export function permissionsNote({ policy, sandbox }: AgentPermissions): string {
  const where = sandbox === 'none' ? 'without a sandbox' : `in the sandbox ${sandbox}`
  return `Policy ${policy}, ${where}. Once it has read something, or when its task names hosts, the policy may say otherwise.`
}
