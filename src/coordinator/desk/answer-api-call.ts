import { hashJson } from '../../kernel/hash.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { PolicyDecision } from '../../policy/decide-call.ts'
import type { AnswerOf, ApiCallIntent } from '../../protocol/messages.ts'
import { askFacts } from '../ask/ask-facts.ts'
import { type AskInput, askPerson } from '../ask/ask-person.ts'
import { announcedAddress } from './announced-call.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import { recordAnswer, recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'
import { paidMode } from './tool-question.ts'

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
  const { decision, rule, reason } = judge(session, intent, { host, args })
  if (decision === 'deny' || rule === 'free-api') {
    const approved = decision !== 'deny'
    const note = approved ? FREE : `Denied by ${rule}: ${reason}.`
    return recordAnswer(session, entry, { ...base, approved, note }, () => auditUnasked(session, intent, { args, decision, rule, reason }))
  }
  const { api, timeoutMs } = session.context.ports.approvals
  const ask: AskInput = {
    kind: 'api',
    ...(decision === 'allow' ? { mode: 'approve', decided_by: `rule:${rule}` } : { mode: paidMode(api, rule) }),
    subtask_id: session.key.subtask_id,
    attempt: session.key.attempt,
    agent_id: session.agent.agent_id,
    args,
    args_hash: hashJson(args),
    summary: `${intent.call_type} call to ${intent.provider}`,
    why: `${reason} (rule ${rule})`,
    claim: intent.reason,
    facts: askFacts(session.context, session.agent, {
      host,
      effects: [`network: ${host ?? 'unknown host'}`, 'it may cost money', 'one call to this very address is not asked for again'],
      announces: hash,
      answer_within_ms: timeoutMs,
    }),
    clock,
    signal: session.signal,
  }
  return askPerson(session.context, ask, ({ approved, approval_id, note }) =>
    recordAnswer(session, entry, { ...base, approved, ...(approved ? { grant_id: approval_id } : {}), note }, () => undefined),
  )
}

type Verdict = Pick<PolicyDecision, 'decision' | 'rule' | 'reason'>

/** What the preset says about requests is left to the call itself when the announced one costs nothing. */
function judge(session: AttemptSession, intent: ApiCallIntent, { host, args }: { host: string | null; args: JsonObject }): Verdict {
  const { isPaid, judgeAnnounced } = session.context.ports.approvals
  const paid = intent.estimated_cost_usd > 0 || isPaid({ host, provider: intent.provider })
  const announced = { agent_id: session.agent.agent_id, args, args_hash: hashJson(args), host, amount_usd: intent.estimated_cost_usd, paid }
  const decision = judgeAnnounced(announced)
  return paid || (decision.decision !== 'allow' && decision.steps.length > 1)
    ? decision
    : { decision: 'allow', rule: 'free-api', reason: FREE }
}

function auditUnasked({ context, key, agent }: AttemptSession, intent: ApiCallIntent, told: Verdict & { args: JsonObject }): void {
  const { args, ...verdict } = told
  context.audit({
    actor: `agent:${agent.agent_id}`,
    action: 'api.call',
    target: intent.provider,
    subtask_id: key.subtask_id,
    agent_id: agent.agent_id,
    ...verdict,
    args_hash: hashJson(args),
  })
}
