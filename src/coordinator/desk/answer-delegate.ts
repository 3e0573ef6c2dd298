import { hashJson } from '../../kernel/hash.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AnswerOf, DelegateIntent } from '../../protocol/messages.ts'
import { MAX_DELEGATION_DEPTH } from '../attempt-scope.ts'
import { resultProvenance } from '../taint/result-provenance.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

const MAX_DELEGATIONS = 8

/** Gives a part of the work to another agent, which never has more tools than this one. The clocks stand still meanwhile: the child has its own. */
export async function answerDelegate(
  session: AttemptSession,
  placed: Placed<DelegateIntent>,
  clock: AttemptClock,
): Promise<AnswerOf['delegate_intent']> {
  const { intent } = placed
  const entry = recordIntent(session, placed)
  const base = { type: 'delegate_result' as const, id: intent.id }
  const refusal = refusalOf(session)
  if (refusal !== undefined) {
    const error = { code: 'POLICY_DENIED', message: refusal.message, retryable: false }
    return recordAnswer(session, entry, { ...base, ok: false, error }, () => auditDelegation(session, intent, 'deny', refusal.rule))
  }
  if (placed.known === undefined) auditDelegation(session, intent, 'allow', 'delegation.narrowed')
  const resume = clock.pause()
  try {
    const work = { id: `${placed.hash.slice(0, 8)}-${placed.occurrence}`, task: intent.task, context: (intent.context ?? {}) as JsonObject }
    const outcome = await session.delegate(work, session.signal)
    const marked = outcome.ok ? { provenance: resultProvenance(session.context, 'the agent that took the work', outcome.result) } : {}
    return recordAnswer(session, entry, { ...base, ...outcome, ...marked }, () => undefined)
  } finally {
    resume()
  }
}

function refusalOf({ context, key, depth }: AttemptSession): { readonly rule: string; readonly message: string } | undefined {
  if (depth >= MAX_DELEGATION_DEPTH)
    return { rule: 'delegation.depth', message: `Work may be delegated ${MAX_DELEGATION_DEPTH} levels deep; do this part yourself.` }
  const given = context.ports.store.journal.list(key).filter((entry) => entry.kind === 'delegate').length
  if (given <= MAX_DELEGATIONS) return undefined
  return { rule: 'delegation.count', message: `One attempt may delegate ${MAX_DELEGATIONS} times; do the rest yourself.` }
}

/** The child never gets a tool that this agent does not have: the record names what is left. */
function auditDelegation(session: AttemptSession, intent: DelegateIntent, decision: 'allow' | 'deny', rule: string): void {
  const { context, key, agent, tools, approvals, depth } = session
  context.audit({
    actor: `agent:${agent.agent_id}`,
    action: 'work.delegated',
    target: intent.task.slice(0, 200),
    subtask_id: key.subtask_id,
    agent_id: agent.agent_id,
    decision,
    rule,
    args_hash: hashJson({ task: intent.task, context: intent.context ?? {} }),
    detail: { tools_at_most: [...tools], asks_for: [...approvals], depth: depth + 1 },
  })
}
