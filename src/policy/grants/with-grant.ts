import type { PolicyDecision } from '../decide-call.ts'
import type { PolicyCall } from '../policy-call.ts'
import type { PolicyStep } from '../policy-step.ts'
import type { GrantBook } from './grant-book.ts'

export interface WithGrantOptions {
  readonly grants: GrantBook
  /** Asks that only a grant for the very same arguments answers. */
  readonly exactOnly: (call: PolicyCall, decision: PolicyDecision) => boolean
}

/** A live grant that fits turns an ask into allow; it never touches a deny. */
export function withGrant(call: PolicyCall, decision: PolicyDecision, { grants, exactOnly }: WithGrantOptions): PolicyDecision {
  if (decision.decision !== 'ask') return decision
  const grant = grants.find(call, { exactOnly: exactOnly(call, decision) })
  if (grant === undefined) return decision
  const reason = `${decision.reason}; ${grant.by} allowed it (${grant.scope})`
  const step: PolicyStep = { rule: `grant ${grant.id}`, origin: 'grant', decision: 'allow', reason }
  return { decision: 'allow', rule: step.rule, reason, grant_id: grant.id, steps: [...decision.steps, step] }
}
