import type { ApprovalMode } from '../../config/config.ts'
import { hashJson } from '../../kernel/hash.ts'
import { toJson } from '../../kernel/json.ts'
import { effectsInWords } from '../../policy/effects-in-words.ts'
import { exactly, offerGrant } from '../../policy/grants/offer-grant.ts'
import { taintRule } from '../../policy/taint-rule.ts'
import type { GrantOffer } from '../../protocol/approval.ts'
import type { ToolCallIntent } from '../../protocol/messages.ts'
import type { JudgedCall } from '../../tools/executor.ts'
import { askFacts } from '../ask/ask-facts.ts'
import type { AskInput } from '../ask/ask-person.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import type { Placed } from './placed-intent.ts'

export interface CallToAsk {
  readonly placed: Placed<ToolCallIntent>
  readonly call: JudgedCall
  readonly clock: AttemptClock
}

/** What a person is asked about a tool call: the canonical arguments, the rule, and what the host knows. */
export function toolQuestion(session: AttemptSession, { placed, call, clock }: CallToAsk): AskInput {
  const { rule, reason } = call.decision
  const { agent, key, context } = session
  const paid = isPaidCall(session, call)
  return {
    kind: paid ? 'api' : 'tool',
    mode: paid ? paidMode(context.ports.approvals.api, rule) : 'interactive',
    subtask_id: key.subtask_id,
    attempt: key.attempt,
    agent_id: agent.agent_id,
    args: { tool: call.tool.name, args: toJson(call.args) },
    args_hash: call.args_hash,
    summary: `${call.tool.name}: ${agent.manifest.name}`,
    why: `${reason} (rule ${rule})`,
    claim: placed.intent.reason,
    facts: askFacts(context, agent, {
      host: call.judged.host,
      effects: [...effectsInWords(call.judged), ...(paid ? ['it may cost money'] : [])],
      grant: offerOf(session, call, paid),
      answer_within_ms: paid ? context.ports.approvals.timeoutMs : null,
    }),
    clock,
    signal: session.signal,
  }
}

function isPaidCall({ context }: AttemptSession, { effect, judged }: JudgedCall): boolean {
  return effect === 'spend' || context.ports.approvals.isPaid({ host: judged.host, provider: '' })
}

// A setting that approves what costs money answers that question only: where another rule asks as well, a person is asked.
export function paidMode(mode: ApprovalMode, rule: string): ApprovalMode {
  return mode === 'approve' && rule !== 'paid-api' ? 'interactive' : mode
}

function offerOf({ context }: AttemptSession, call: JudgedCall, paid: boolean): GrantOffer {
  const { redactor, approvals } = context.ports
  const offer = offerGrant(call.judged, { window_ms: approvals.windowMs, paid, exactOnly: taintRule(call.judged) !== undefined })
  // A secret never goes into the file: what holds one is told apart by its hash.
  const clean = offer.match === null || hashJson(redactor.json(toJson(offer.match))) === hashJson(offer.match)
  return clean ? offer : { ...offer, match: exactly(call.judged) }
}
