import type { NewAgentUse } from '../../store/agent-use.ts'
import type { CreditContext } from './credit-context.ts'
import { judgeStanding, STANDING_WINDOW } from './judge-standing.ts'

/** A success restores a degraded agent at once; repeated failure degrades it. Belongs into the transaction of the credit. */
export function updateStanding(context: CreditContext, use: NewAgentUse): void {
  if (use.outcome === 'success') restore(context, use)
  if (use.outcome === 'failure') degrade(context, use)
}

function restore(context: CreditContext, { agent_id, subtask_id }: NewAgentUse): void {
  if (!context.ports.store.agentRecords.restore(agent_id)) return
  const reason = 'it succeeded'
  context.emit({ type: 'agent.restored', subtask_id, data: { agent_id, reason } })
  context.audit({ actor: 'claw', action: 'agent.restored', target: agent_id, subtask_id, agent_id, decision: 'active', reason })
}

function degrade(context: CreditContext, { agent_id, subtask_id }: NewAgentUse): void {
  const { agentRecords } = context.ports.store
  const reason = judgeStanding(agentRecords.judged(agent_id, STANDING_WINDOW))
  const agent = context.ports.agents.get(agent_id)
  if (reason === null || agent === undefined || !agentRecords.degrade(agent_id, { reason, digest: agent.digest })) return
  context.emit({ type: 'agent.degraded', subtask_id, data: { agent_id, reason } })
  context.audit({ actor: 'claw', action: 'agent.degraded', target: agent_id, subtask_id, agent_id, decision: 'degraded', reason })
}
