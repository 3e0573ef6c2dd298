import type { ApprovalRequest } from '../app/app-port.ts'
import type { Json } from '../kernel/json.ts'
import { visibleLine, visibleText } from '../kernel/visible-text.ts'

export const APPROVAL_CHOICES = [
  { key: '1', label: 'Deny' },
  { key: '2', label: 'Deny and tell why' },
  { key: '3', label: 'Allow once' },
  { key: '4', label: 'Allow for this run' },
] as const

/** The question as the host sees it: made from the canonical arguments, never from the words of an agent. Nothing is cut. */
export function approvalText(request: ApprovalRequest): string {
  const { approval, agent } = request
  const lines = [
    '',
    `Approval ${approval.approval_id}: ${visibleLine(approval.summary)}`,
    `  agent      ${agent === null ? '-' : `${visibleLine(agent.agent_id)} (${visibleLine(agent.description)})`}`,
    `  arguments  ${exactJson(approval.args).replaceAll('\n', '\n             ')}`,
    `  where      ${visibleLine(request.where)}`,
    `  touches    ${request.effects.length === 0 ? '-' : visibleLine(request.effects.join(', '))}`,
    `  why asked  ${visibleLine(approval.why)}`,
    `  agent says (not verified)  ${visibleLine(approval.claim) || '-'}`,
    APPROVAL_CHOICES.map((choice) => `[${choice.key}] ${choice.label}`).join('   '),
  ]
  return lines.join('\n')
}

export function questionText(request: ApprovalRequest): string {
  const { approval, agent } = request
  const options = approval.options.map((option, index) => `  [${index + 1}] ${visibleLine(option)}`)
  const by = agent === null ? 'An agent' : visibleLine(agent.agent_id)
  return ['', `${by} asks: ${visibleText(approval.summary)}`, ...options].join('\n')
}

/** JSON with every control, bidi and zero-width character escaped. */
export function exactJson(value: Json): string {
  return visibleText(JSON.stringify(value, null, 2))
}
