import type { ToolVerdict } from '../../policy-rows.ts'
import { verdictText } from '../../verdict-text.ts'
import { type Line, line, span } from '../span.ts'
import { decisionSpan } from './decision-span.ts'

/** What would become of a call and why, as `claw tool call --dry-run` tells it: exact, nothing is cut. */
export function verdictLines(verdict: ToolVerdict): Line[] {
  const [, ...rest] = verdictText(verdict).split('\n')
  return [line(span('decision   ', 'dim'), decisionSpan(verdict.decision)), ...rest.map((text) => line(text))]
}
