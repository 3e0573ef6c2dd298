import { crashpoint } from '../../kernel/crashpoint.ts'
import { type JsonObject, toJson } from '../../kernel/json.ts'
import type { ToolCallIntent } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { ToolOutcome } from '../../tools/define-tool.ts'
import type { JudgedCall } from '../../tools/executor.ts'
import { type AskInput, askPerson } from '../ask/ask-person.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import type { Placed } from './placed-intent.ts'

export interface CallToDecide {
  readonly placed: Placed<ToolCallIntent>
  readonly entry: JournalEntry
  readonly call: JudgedCall
  readonly clock: AttemptClock
}

export type DecidedCall = { readonly ok: true; readonly entry: JournalEntry } | { readonly ok: false; readonly refusal: ToolOutcome }

/** The last word about a call, in the journal before anything is done: the policy's own, or that of a person where it asks. */
export async function decideToolCall(session: AttemptSession, wanted: CallToDecide): Promise<DecidedCall> {
  const { entry, call } = wanted
  const { decision, rule, reason } = call.decision
  // Judged anew at a resume: what the policy forbids by now is not done, whatever was said before.
  if (decision === 'deny') return refused('POLICY_DENIED', `Denied by ${rule}: ${reason}.`)
  if (entry.state === 'decided' && entry.decision?.['args_hash'] === call.args_hash) return decidedBefore(entry, entry.decision)
  if (decision === 'allow') return { ok: true, entry: writeDecision(session, wanted, { decision: 'allow', rule }) }
  return askPerson(session.context, questionOf(session, wanted), ({ approved, by, note, approval_id }) => {
    const written = writeDecision(session, wanted, { decision: approved ? 'approved' : 'denied', rule, by, note, approval_id })
    return decidedBefore(written, written.decision ?? {})
  })
}

function decidedBefore(entry: JournalEntry, { decision, by, note }: JsonObject): DecidedCall {
  if (decision !== 'denied') return { ok: true, entry }
  return refused('APPROVAL_DENIED', `Denied by ${String(by)}${note ? `: ${String(note)}` : '.'}`)
}

function refused(code: 'POLICY_DENIED' | 'APPROVAL_DENIED', message: string): DecidedCall {
  return { ok: false, refusal: { ok: false, error: { code, message, retryable: false } } }
}

function writeDecision(session: AttemptSession, { entry, call }: CallToDecide, decision: JsonObject): JournalEntry {
  if (entry.state === 'decided') return entry
  crashpoint('decision.before')
  const { store } = session.context.ports
  const decided = store.journal.decide(session.context.fence, entry, { ...decision, args_hash: call.args_hash })
  crashpoint('decision.after')
  return decided
}

function questionOf(session: AttemptSession, { placed, call, clock }: CallToDecide): AskInput {
  const { rule, reason } = call.decision
  const { agent, key, context } = session
  return {
    kind: rule === 'paid-api' ? 'api' : 'tool',
    mode: rule === 'paid-api' ? context.ports.approvals.api : 'interactive',
    subtask_id: key.subtask_id,
    attempt: key.attempt,
    agent_id: agent.agent_id,
    args: { tool: call.tool.name, args: toJson(call.args) },
    args_hash: call.args_hash,
    summary: `${call.tool.name}: ${agent.manifest.name}`,
    why: `${reason} (rule ${rule})`,
    claim: placed.intent.reason,
    clock,
    signal: session.signal,
  }
}
