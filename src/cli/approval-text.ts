import type { ApprovalRequest } from '../app/app-port.ts'
import type { Json } from '../kernel/json.ts'
import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { type Paint, PLAIN } from '../view/paint.ts'
import { wrapText } from '../view/text-width.ts'

export const APPROVAL_CHOICES = [
  { key: '1', label: 'Deny' },
  { key: '2', label: 'Deny and tell why' },
  { key: '3', label: 'Allow once' },
  { key: '4', label: 'Allow for this run' },
] as const

export interface PromptLook {
  readonly paint: Paint
  readonly columns: number
}

const INDENT = 13

/** The question as the host sees it: made from the canonical arguments, never from the words of an agent. Nothing is cut. */
export function approvalText(request: ApprovalRequest, look: PromptLook = { paint: PLAIN, columns: 80 }): string {
  const { approval, agent } = request
  const { paint } = look
  const row = (label: string, text: string): string => `  ${label.padEnd(INDENT - 2)}${hanging(text, look.columns)}`
  return [
    '',
    paint.bold(`Approval ${approval.approval_id}: ${visibleLine(approval.summary)}`),
    row('agent', agent === null ? '-' : `${visibleLine(agent.agent_id)} (${visibleLine(agent.description)})`),
    `  ${'arguments'.padEnd(INDENT - 2)}${exactJson(approval.args).replaceAll('\n', `\n${' '.repeat(INDENT)}`)}`,
    row('where', visibleLine(request.where)),
    row('touches', request.effects.length === 0 ? '-' : visibleLine(request.effects.join(', '))),
    paint.yellow(row('why asked', visibleLine(approval.why))),
    row('agent says', `(not verified) ${visibleLine(approval.claim) || '-'}`),
    choicesText(look.columns),
  ].join('\n')
}

function choicesText(columns: number): string {
  const choices = APPROVAL_CHOICES.map((choice) => `[${choice.key}] ${choice.label}`)
  const oneLine = choices.join('   ')
  return oneLine.length <= columns ? oneLine : choices.join('\n')
}

/** Lines after the first stand below it. */
function hanging(text: string, columns: number): string {
  return wrapText(text, Math.max(20, columns - INDENT)).join(`\n${' '.repeat(INDENT)}`)
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
