import { hashJson } from '../../kernel/hash.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { AnswerOf, ApiCallIntent } from '../../protocol/messages.ts'
import { askFacts } from '../ask/ask-facts.ts'
import { type AskInput, askPerson } from '../ask/ask-person.ts'
import { announcedAddress } from './announced-call.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'

const FREE = 'free of charge and not listed as paid'

/** An announced API call. One that costs, or whose provider is listed as paid, needs approval; the call itself is judged again by the executor. */
export async function answerApiCall(
  session: AttemptSession,
  placed: Placed<ApiCallIntent>,
  clock: AttemptClock,
): Promise<AnswerOf['api_call_intent']> {
  const { intent } = placed
  const entry = recordIntent(session, placed)
  const base = { type: 'api_call_decision' as const, id: intent.id }
  const { host, hash } = announcedAddress(intent.endpoint)
  const args = {
    call_type: intent.call_type,
    provider: intent.provider,
    endpoint: intent.endpoint,
    estimated_cost_usd: intent.estimated_cost_usd,
  }
  if (!needsApproval(session, intent, host))
    return recordAnswer(session, entry, { ...base, approved: true, note: FREE }, () => auditFreeCall(session, intent, args))
  const ask: AskInput = {
    kind: 'api',
    mode: session.context.ports.approvals.api,
    subtask_id: session.key.subtask_id,
    attempt: session.key.attempt,
    agent_id: session.agent.agent_id,
    args,
    args_hash: hashJson(args),
    summary: `${intent.call_type} call to ${intent.provider}`,
    why:
      intent.estimated_cost_usd > 0
        ? `it is estimated to cost ${intent.estimated_cost_usd} US dollars`
        : 'the provider is listed in CLOSED_CLAW_PAID_API_PROVIDERS',
    claim: intent.reason,
    facts: askFacts(session.context, session.agent, {
      host,
      effects: [`network: ${host ?? 'unknown host'}`, 'it may cost money', 'one call to this very address is not asked for again'],
      announces: hash,
      answer_within_ms: session.context.ports.approvals.timeoutMs,
    }),
    clock,
    signal: session.signal,
  }
  return askPerson(session.context, ask, ({ approved, approval_id, note }) =>
    recordAnswer(session, entry, { ...base, approved, ...(approved ? { grant_id: approval_id } : {}), note }, () => undefined),
  )
}

function auditFreeCall({ context, key, agent }: AttemptSession, intent: ApiCallIntent, args: JsonObject): void {
  context.audit({
    actor: `agent:${agent.agent_id}`,
    action: 'api.call',
    target: intent.provider,
    subtask_id: key.subtask_id,
    agent_id: agent.agent_id,
    decision: 'allow',
    rule: 'free-api',
    reason: FREE,
    args_hash: hashJson(args),
  })
}

function needsApproval(session: AttemptSession, intent: ApiCallIntent, host: string | null): boolean {
  return intent.estimated_cost_usd > 0 || session.context.ports.approvals.isPaid({ host, provider: intent.provider })
}
