import { crashpoint } from '../../kernel/crashpoint.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ToolCallIntent } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { ToolOutcome } from '../../tools/define-tool.ts'
import type { JudgedCall, Judgement } from '../../tools/executor.ts'
import { type AskVerdict, askPerson, takeAnswer } from '../ask/ask-person.ts'
import { spendAnnouncement } from './announced-call.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import type { Placed } from './placed-intent.ts'
import { toolQuestion } from './tool-question.ts'

export interface CallToDecide {
  readonly placed: Placed<ToolCallIntent>
  readonly entry: JournalEntry
  readonly call: JudgedCall
  readonly clock: AttemptClock
  /** The same call, judged with what is saved by now. */
  readonly judgeAgain: () => Promise<Judgement>
}

// A link that leads elsewhere by now, for example: what was decided was another call.
const CHANGED = 'Denied by args-hash: the call is not the one that was decided on. Ask for it again.'

export type DecidedCall = { readonly ok: true; readonly entry: JournalEntry } | { readonly ok: false; readonly refusal: ToolOutcome }

/** The last word about a call, in the journal before anything is done: the policy's own, or that of a person where it asks. */
export async function decideToolCall(session: AttemptSession, wanted: CallToDecide): Promise<DecidedCall> {
  const { entry, call } = wanted
  const { decision, rule, reason } = call.decision
  // Judged anew at a resume: what the policy forbids by now is not done, whatever was said before.
  if (decision === 'deny') return refused('POLICY_DENIED', `Denied by ${rule}: ${reason}.`)
  if (entry.state === 'decided')
    return entry.decision?.['args_hash'] === call.args_hash ? decidedBefore(entry, entry.decision) : refused('POLICY_DENIED', CHANGED)
  const announced = takeAnnouncement(session, wanted)
  if (announced) return { ok: true, entry: announced }
  // Of two calls at once that count on one announcement, the second was judged by a price that is no longer its own.
  if (decision === 'allow' && call.judged.amount_usd !== null) return refused('POLICY_DENIED', CHANGED)
  if (decision === 'allow') return session.context.transaction(() => allow(session, wanted))
  const { decided, verdict } = await askPerson(session.context, toolQuestion(session, wanted), (verdict) => ({
    decided: settle(session, wanted, verdict),
    verdict,
  }))
  if (verdict.scope === 'window' || verdict.scope === 'always') await evaluateAgain(session, wanted, verdict)
  return decided
}

// A grant that was saved for this very call allows it by itself: the answer is used up all the same, and a no to this call beats the grant.
function allow(session: AttemptSession, wanted: CallToDecide): DecidedCall {
  const { rule, grant_id } = wanted.call.decision
  const answer = grant_id === undefined ? undefined : takeAnswer(session.context, toolQuestion(session, wanted))
  if (answer?.denied) return settle(session, wanted, answer)
  if (answer?.approved) emitEvaluation(session, wanted.call, answer.approval_id)
  return { ok: true, entry: writeDecision(session, wanted, { decision: 'allow', rule }) }
}

function settle(session: AttemptSession, wanted: CallToDecide, { approved, by, note, approval_id }: AskVerdict): DecidedCall {
  const { rule } = wanted.call.decision
  const written = writeDecision(session, wanted, { decision: approved ? 'approved' : 'denied', rule, by, note, approval_id })
  return decidedBefore(written, written.decision ?? {})
}

/** What was approved when it was announced is not asked for again: this call alone. */
function takeAnnouncement(session: AttemptSession, wanted: CallToDecide): JournalEntry | undefined {
  const { decision, rule } = wanted.call.decision
  if (wanted.call.judged.amount_usd === null || (decision === 'ask' && rule !== 'paid-api')) return undefined
  return session.context.transaction(() => {
    const row = spendAnnouncement(session, wanted.call)
    if (row === undefined) return undefined
    const { approval_id, decided_by: by } = row
    return writeDecision(session, wanted, {
      decision: 'approved',
      rule,
      by,
      note: 'announced and approved before',
      approval_id,
    })
  })
}

/** What a person saved is tried on the very call that they saw, and the outcome is told. */
async function evaluateAgain(session: AttemptSession, { judgeAgain }: CallToDecide, { approval_id, approved }: AskVerdict): Promise<void> {
  if (!approved) return
  const judgement = await judgeAgain()
  if (!judgement.ok) return
  emitEvaluation(session, judgement.call, approval_id)
}

function emitEvaluation(session: AttemptSession, call: JudgedCall, approval_id: string): void {
  const { decision, rule, reason } = call.decision
  const { subtask_id, attempt } = session.key
  const data = { approval_id, tool: call.tool.name, decision, rule, reason }
  session.context.emit({ type: 'grant.evaluated', subtask_id, attempt, data })
}

function decidedBefore(entry: JournalEntry, { decision, by, note }: JsonObject): DecidedCall {
  if (decision !== 'denied') return { ok: true, entry }
  return refused('APPROVAL_DENIED', `Denied by ${String(by)}${note ? `: ${String(note)}` : '.'}`)
}

function refused(code: 'POLICY_DENIED' | 'APPROVAL_DENIED', message: string): DecidedCall {
  return { ok: false, refusal: { ok: false, error: { code, message, retryable: false } } }
}

function writeDecision(session: AttemptSession, { entry, call }: CallToDecide, decision: JsonObject): JournalEntry {
  crashpoint('decision.before')
  const { store } = session.context.ports
  const decided = store.journal.decide(session.context.fence, entry, { ...decision, args_hash: call.args_hash })
  crashpoint('decision.after')
  return decided
}
