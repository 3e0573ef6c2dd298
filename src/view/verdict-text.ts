import type { ToolVerdict, VerdictStep } from './policy-rows.ts'
import { exactJson, visibleLine } from './shown-text.ts'

/** What would become of a call and why, for a person. Arguments are exact: nothing is cut, every character is visible. */
export function verdictText(verdict: ToolVerdict): string {
  const { tool, agent_id, decision, rule, origin, reason, effect, sandbox, args, args_hash, steps } = verdict
  const facts: (readonly [string, string])[] = [
    ['decision', decision],
    ['rule', visibleLine(rule)],
    ['origin', visibleLine(origin)],
    ['reason', visibleLine(reason)],
    ['tool', `${visibleLine(tool)}${effect === null ? '' : ` (${effect})`}`],
    ['agent', agent_id === null ? 'none: you' : visibleLine(agent_id)],
    ['sandbox', sandbox],
    ...touched(verdict),
    ['arguments', exactJson(args).replaceAll('\n', `\n${' '.repeat(INDENT)}`)],
    ['hash', args_hash],
  ]
  return [...facts.map(([label, text]) => `${label.padEnd(INDENT)}${text}`), 'steps', ...steps.map((step) => stepLine(step))].join('\n')
}

const INDENT = 11

function touched({ touches }: ToolVerdict): (readonly [string, string])[] {
  return [
    ...touches.paths.map(({ path, access }) => [access === 'read' ? 'reads' : 'writes', visibleLine(path)] as const),
    ...(touches.host === null ? [] : [['host', `${touches.method ?? ''} ${visibleLine(touches.host)}`.trim()] as const]),
    ...touches.commands.map((command) => ['runs', visibleLine(command)] as const),
  ]
}

function stepLine({ rule, origin, decision, reason }: VerdictStep): string {
  return `  ${decision.padEnd(5)}  ${visibleLine(rule)}  (${visibleLine(origin)})  ${visibleLine(reason)}`
}
