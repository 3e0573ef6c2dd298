import { ClawError, toWireError } from '../../kernel/claw-error.ts'
import { crashpoint } from '../../kernel/crashpoint.ts'
import { hashJson } from '../../kernel/hash.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { PlannedFileChange } from '../../protocol/file-change.ts'
import type { ToolCallIntent, ToolCallResult } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { PreparedEffect, ToolOutcome } from '../../tools/define-tool.ts'
import type { JudgedCall, Judgement } from '../../tools/executor.ts'
import { endsRun } from '../suspension-error.ts'
import { announcedPrice } from './announced-call.ts'
import type { AttemptClock, AttemptSession } from './attempt-session.ts'
import { decideToolCall } from './decide-tool-call.ts'
import { finishToolCall } from './finish-tool-call.ts'
import { recordIntent } from './journal-steps.ts'
import type { Placed } from './placed-intent.ts'
import { recoverToolCall } from './recover-tool-call.ts'
import { emitDecision, emitGrantUse, emitRequest } from './tool-events.ts'

const READS: PreparedEffect = { recovery: 'pure', detail: {} }

/** requested -> decided -> started -> done, each committed before the next thing happens. */
export async function answerToolCall(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  clock: AttemptClock,
): Promise<ToolCallResult> {
  countToolCall(session)
  const judgement = await judge(session, placed.intent)
  if (placed.known?.state === 'started') return recoverToolCall(session, placed, placed.known, judgement)
  if (!judgement.ok) return refuse(session, placed, judgement)
  const { call } = judgement
  // A read that the policy allows changes nothing and asks nobody: all is decided in the one commit before it.
  const atOnce = call.effect === 'read' && call.decision.decision === 'allow'
  const entry = recordIntent(session, placed, (written) => {
    emitRequestAndDecision(session, placed, call)
    return atOnce ? startRead(session, written, call) : written
  })
  if (atOnce && entry.state === 'started') return runAndFinish(session, placed, entry, call, READS)
  const decided = await decideToolCall(session, { placed, entry, call, clock, judgeAgain: () => judge(session, placed.intent) })
  if (!decided.ok) return finishToolCall(session, { placed, entry, outcome: decided.refusal, call, started_at: undefined })
  return carryOutToolCall(session, placed, decided.entry, call)
}

function countToolCall(session: AttemptSession): void {
  session.counts.toolCalls += 1
  if (session.counts.toolCalls > session.maxToolCalls)
    throw new ClawError('TOOL_LIMIT', `Agent '${session.agent.agent_id}' asked for more than ${session.maxToolCalls} tool calls.`)
}

async function judge(session: AttemptSession, intent: ToolCallIntent): Promise<Judgement> {
  const { context } = session
  const judgement = await context.ports.executor.judge({
    tool: intent.tool,
    args: intent.args as JsonObject,
    allowlist: session.tools,
    requires_approval_for: session.approvals,
    context: {
      run_id: session.key.run_id,
      subtask_id: session.key.subtask_id,
      agent_id: session.agent.agent_id,
      workspace: context.ports.workspace,
      signal: session.signal,
      named_hosts: session.namedHosts,
    },
    named_urls: session.namedUrls,
    taint: context.taint.now(),
    announced_usd: announcedPrice(session, intent.args as JsonObject),
  })
  crashpoint('policy.after')
  return judgement
}

// A refused intent is an answer that the agent sees.
function refuse(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  judgement: Extract<Judgement, { ok: false }>,
): Promise<ToolCallResult> {
  const args_hash = hashJson({ tool: placed.intent.tool, args: placed.intent.args })
  const entry = recordIntent(session, placed, (written) => {
    emitRequest(session, placed, args_hash)
    emitDecision(session, placed, { effect: null, decision: 'deny', rule: judgement.rule, reason: judgement.error.message, args_hash })
    return written
  })
  return finishToolCall(session, { placed, entry, outcome: { ok: false, error: judgement.error }, call: undefined, started_at: undefined })
}

function emitRequestAndDecision(session: AttemptSession, placed: Placed<ToolCallIntent>, call: JudgedCall): void {
  emitRequest(session, placed, call.args_hash)
  const { grant_id, ...decision } = call.decision
  emitDecision(session, placed, { ...decision, effect: call.effect, args_hash: call.args_hash, taint: call.judged.taint })
  if (grant_id !== undefined) emitGrantUse(session, placed, call, grant_id)
}

function startRead(session: AttemptSession, entry: JournalEntry, call: JudgedCall): JournalEntry {
  return session.context.ports.store.journal.start(session.context.fence, entry, { recovery: 'pure', args_hash: call.args_hash })
}

async function carryOutToolCall(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  entry: JournalEntry,
  call: JudgedCall,
): Promise<ToolCallResult> {
  const prepared = await prepareOrFail(session, call)
  if ('error' in prepared) return finishToolCall(session, { placed, entry, outcome: prepared, call, started_at: undefined })
  const started = startEffect(session, entry, call, prepared)
  return runAndFinish(session, placed, started, call, prepared)
}

/** The effect and what it is about to change in files, in one commit before it begins. */
function startEffect(session: AttemptSession, entry: JournalEntry, call: JudgedCall, prepared: PreparedEffect): JournalEntry {
  const { context, key } = session
  const { store } = context.ports
  const { changes = [], ...effect } = prepared
  return context.transaction(() => {
    const started = store.journal.start(context.fence, entry, { ...effect, args_hash: call.args_hash })
    store.changes.add(context.fence, { ...key, seq: started.seq }, changes)
    noteLost(session, call, changes)
    return started
  })
}

// Said when it happens, not when somebody wants it back.
function noteLost({ context, key }: AttemptSession, call: JudgedCall, changes: readonly PlannedFileChange[]): void {
  const lost = changes.filter(({ note }) => note !== '')
  const [first] = lost
  if (first === undefined) return
  const more = lost.length === 1 ? '' : ` (and ${lost.length - 1} more)`
  const text = `${call.tool.name} ${first.op} ${first.path}${more}: cannot be undone, no before-image is kept, since ${first.note}`
  context.emit({ type: 'run.note', subtask_id: key.subtask_id, attempt: key.attempt, data: { level: 'warn', text } })
}

async function prepareOrFail(session: AttemptSession, call: JudgedCall): Promise<PreparedEffect | Extract<ToolOutcome, { ok: false }>> {
  try {
    return await session.context.ports.executor.prepare(call)
  } catch (error) {
    if (session.signal.aborted || !(error instanceof ClawError) || endsRun(error.code)) throw error
    return { ok: false, error: toWireError(error) }
  }
}

async function runAndFinish(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  entry: JournalEntry,
  call: JudgedCall,
  prepared: PreparedEffect,
): Promise<ToolCallResult> {
  const started_at = session.context.ports.clock.monotonic()
  const outcome = await session.context.ports.executor.carryOut(call, prepared, approvedHash(entry))
  return finishToolCall(session, { placed, entry, outcome, call, started_at })
}

// What was decided is in the journal: the executor compares it with what it is about to do.
function approvedHash({ decision, effect }: JournalEntry): string {
  return String(decision?.['args_hash'] ?? effect?.['args_hash'] ?? '')
}
