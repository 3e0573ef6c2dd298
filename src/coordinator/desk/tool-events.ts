import { type JsonObject, toJson } from '../../kernel/json.ts'
import type { PolicyStep } from '../../policy/policy-step.ts'
import type { Taint } from '../../policy/taint-rule.ts'
import type { EventData } from '../../protocol/events.ts'
import type { ToolCallIntent } from '../../protocol/messages.ts'
import type { JudgedCall } from '../../tools/executor.ts'
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
  decision: Pick<EventData<'tool.decided'>, 'effect' | 'decision' | 'rule' | 'reason' | 'args_hash'> & {
    readonly steps?: readonly PolicyStep[]
    readonly taint?: Taint
  },
): void {
  const { intent } = placed
  const { subtask_id, attempt } = session.key
  const taint = decision.taint === undefined ? {} : { taint: { untrusted: decision.taint.untrusted, private: decision.taint.private } }
  const { steps, ...said } = decision
  const told = steps === undefined ? {} : { steps: steps.map((step) => ({ ...step })) }
  const data = { intent_id: intent.id, tool: intent.tool, ...said, ...told, ...taint }
  session.context.emit({ type: 'tool.decided', subtask_id, attempt, data })
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
      ...taint,
      ...told,
    }),
  })
}

/** A grant was used: how often and when last is read from these records. */
export function emitGrantUse(session: AttemptSession, { intent }: Placed<ToolCallIntent>, call: JudgedCall, grant_id: string): void {
  const { subtask_id, attempt } = session.key
  const { args_hash } = call
  session.context.emit({ type: 'grant.used', subtask_id, attempt, data: { grant_id, intent_id: intent.id, tool: intent.tool, args_hash } })
  session.context.audit({
    actor: `agent:${session.agent.agent_id}`,
    action: 'grant.used',
    target: grant_id,
    subtask_id,
    agent_id: session.agent.agent_id,
    decision: 'allow',
    rule: call.decision.rule,
    reason: call.decision.reason,
    args_hash,
    detail: { tool: intent.tool },
  })
}
