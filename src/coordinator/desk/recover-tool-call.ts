import type { JsonObject } from '../../kernel/json.ts'
import type { ToolCallIntent, ToolCallResult } from '../../protocol/messages.ts'
import type { JournalEntry } from '../../store/records.ts'
import type { PreparedEffect, ToolOutcome } from '../../tools/define-tool.ts'
import type { JudgedCall, Judgement } from '../../tools/executor.ts'
import { SuspensionError } from '../suspension-error.ts'
import type { AttemptSession } from './attempt-session.ts'
import { finishToolCall } from './finish-tool-call.ts'
import type { Placed } from './placed-intent.ts'

/** The effect had begun when claw died. What it left behind tells whether it is done; where nothing tells, a person does. */
export async function recoverToolCall(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  entry: JournalEntry,
  judgement: Judgement,
): Promise<ToolCallResult> {
  const finish = (outcome: ToolOutcome): Promise<ToolCallResult> =>
    finishToolCall(session, { placed, entry, outcome, call: judgement.ok ? judgement.call : undefined, started_at: undefined })
  if (!judgement.ok) return finish({ ok: false, error: judgement.error })
  const { call } = judgement
  if (!isSameCall(entry, call))
    return entry.effect?.['recovery'] === 'pure' ? finish(ANOTHER_CALL) : settleDoubt(session, placed, entry, call, finish)
  const { executor } = session.context.ports
  const recovered = await executor.recover(call, entry.effect ?? {})
  if (recovered.state === 'done') return finish(recovered.outcome)
  if (recovered.state === 'not_done') return finish(await runAgain(session, entry, call))
  return settleDoubt(session, placed, entry, call, finish)
}

// A link that leads elsewhere by now, for example: what was decided on and begun was another call, and this one was never decided on.
const ANOTHER_CALL: ToolOutcome = {
  ok: false,
  error: {
    code: 'POLICY_DENIED',
    message: 'Denied by args-hash: the call is not the one that was begun. Ask for it again.',
    retryable: false,
  },
}

function isSameCall({ effect }: JournalEntry, call: JudgedCall): boolean {
  return effect?.['args_hash'] === call.args_hash
}

async function runAgain(session: AttemptSession, entry: JournalEntry, call: JudgedCall): Promise<ToolOutcome> {
  if (!isSameCall(entry, call)) return ANOTHER_CALL
  const prepared = (entry.effect ?? {}) as JsonObject & Partial<PreparedEffect>
  return session.context.ports.executor.carryOut(
    call,
    { recovery: prepared.recovery ?? 'opaque', detail: (prepared.detail ?? {}) as JsonObject },
    call.args_hash,
  )
}

async function settleDoubt(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  entry: JournalEntry,
  call: JudgedCall,
  finish: (outcome: ToolOutcome) => Promise<ToolCallResult>,
): Promise<ToolCallResult> {
  const verdict = session.context.inDoubt
  if (verdict === null) throw parkInDoubt(session, placed, call)
  session.context.transaction(() => {
    session.context.emit({
      type: 'effect.resolved',
      subtask_id: session.key.subtask_id,
      attempt: session.key.attempt,
      data: { intent_id: placed.intent.id, tool: placed.intent.tool, verdict, by: 'user' },
    })
    session.context.audit({
      actor: 'user',
      action: 'effect.resolved',
      target: placed.intent.tool,
      subtask_id: session.key.subtask_id,
      decision: verdict,
      rule: 'in-doubt',
      args_hash: call.args_hash,
      agent_id: session.agent.agent_id,
    })
  })
  if (verdict === 'retry') return finish(await runAgain(session, entry, call))
  if (verdict === 'done')
    return finish({
      ok: true,
      result: { note: 'claw was ended during this call; a person confirmed that it is done. Its output was not kept.' },
    })
  return finish({
    ok: false,
    error: { code: 'IN_DOUBT', message: 'claw was ended during this call; a person decided to leave it.', retryable: false },
  })
}

function parkInDoubt(session: AttemptSession, placed: Placed<ToolCallIntent>, call: JudgedCall): SuspensionError {
  const { subtask_id, attempt } = session.key
  session.context.audit({
    actor: 'claw',
    action: 'effect.in_doubt',
    target: placed.intent.tool,
    subtask_id,
    agent_id: session.agent.agent_id,
    decision: 'ask',
    rule: 'in-doubt',
    reason: 'claw was ended during this call',
    args_hash: call.args_hash,
  })
  session.context.emit({
    type: 'effect.in_doubt',
    subtask_id,
    attempt,
    data: { intent_id: placed.intent.id, tool: placed.intent.tool, args: placed.intent.args as JsonObject },
  })
  return new SuspensionError(
    { reason: 'in_doubt', ids: [`${subtask_id}/${placed.intent.id}`] },
    `claw was ended while '${placed.intent.tool}' was under way in ${subtask_id}.`,
  )
}
