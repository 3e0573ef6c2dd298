import type { AgentPermissions } from '../../permission-rows.ts'
import { visibleLine } from '../../shown-text.ts'
import { type Line, line, span } from '../span.ts'
import { decisionSpan } from './decision-span.ts'

const TOOL = 13
const DECISION = 7
const CALL = 42

/** What an agent may do, call by call, with the rule that says so and why. */
export function permissionRows({ rows, policy, sandbox }: AgentPermissions): Line[] {
  const where = sandbox === 'none' ? 'without a sandbox' : `in the sandbox ${sandbox}`
  const note = `Policy ${policy}, ${where}. Once it has read something, or when its task names hosts, the policy may say otherwise.`
  if (rows.length === 0) return [line('It has no tools: it can only think and answer.')]
  return [
    ...rows.map(({ tool, call, decision, rule, reason }) => {
      const { text, as } = decisionSpan(decision)
      const why = span(`${visibleLine(rule)}: ${visibleLine(reason)}`, 'dim')
      return line(tool.padEnd(TOOL), span(text.padEnd(DECISION), as), call.padEnd(CALL), why)
    }),
    line(),
    line(span(note, 'dim')),
  ]
}
