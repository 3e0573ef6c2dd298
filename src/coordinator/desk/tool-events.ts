import { type JsonObject, toJson } from '../../kernel/json.ts'
import type { EventData } from '../../protocol/events.ts'
import type { ToolCallIntent } from '../../protocol/messages.ts'
import type { AttemptSession } from './attempt-session.ts'
import type { Placed } from './placed-intent.ts'

export function emitRequest(session: AttemptSession, placed: Placed<ToolCallIntent>, args_hash: string): void {
  const { intent } = placed
  session.context.emit({
    type: 'tool.requested',
    subtask_id: session.key.subtask_id,
    attempt: session.key.attempt,
    actor: `agent:${session.agent.agent_id}`,
    data: { intent_id: intent.id, tool: intent.tool, args: intent.args as JsonObject, args_hash, reason: intent.reason },
  })
}

/** The decision as event and as audit record. */
export function emitDecision(
  session: AttemptSession,
  placed: Placed<ToolCallIntent>,
  decision: Pick<EventData<'tool.decided'>, 'effect' | 'decision' | 'rule' | 'reason' | 'args_hash'> & { readonly steps?: unknown },
): void {
  const { intent } = placed
  const { subtask_id, attempt } = session.key
  session.context.emit({ type: 'tool.decided', subtask_id, attempt, data: { intent_id: intent.id, tool: intent.tool, ...decision } })
  session.context.audit({
    actor: `agent:${session.agent.agent_id}`,
    action: 'tool.call',
    target: intent.tool,
    subtask_id,
    agent_id: session.agent.agent_id,
    decision: decision.decision,
    rule: decision.rule,
    reason: decision.reason,
    args_hash: decision.args_hash,
    detail: toJson({
      intent_id: intent.id,
      effect: decision.effect,
      sandbox: session.context.ports.sandboxHolds,
      ...(decision.steps === undefined ? {} : { steps: decision.steps }),
    }),
  })
}
