import type { RuleDecision } from '../../policy-rows.ts'
import { type Meaning, type Span, span } from '../span.ts'

const MEANINGS: Readonly<Record<RuleDecision, Meaning>> = { allow: 'good', ask: 'warn', deny: 'bad' }

export function decisionSpan(decision: RuleDecision): Span {
  return span(decision, MEANINGS[decision])
}
