import type { AgentFolder } from '../capsules/agent-folder.ts'
import type { Store } from '../store/store.ts'

export interface Restoring {
  readonly agent_id: string
  readonly actor: string
  readonly reason: string
}

/** Takes a degraded agent as if it were new; what it did stays in its sums. False when it was not degraded. */
export function restoreStanding(store: Store, { agent_id, actor, reason }: Restoring): boolean {
  return store.transaction(undefined, () => {
    const restored = store.agentRecords.restore(agent_id)
    if (restored) store.audit.append({ actor, action: 'agent.restored', target: agent_id, agent_id, decision: 'active', reason })
    return restored
  })
}

/** An agent that was edited, or came in a new version, is another one than that which failed. */
export function restoreEdited(store: Store, agents: readonly AgentFolder[]): void {
  const degraded = store.agentRecords.degraded()
  if (degraded.size === 0) return
  for (const { agent_id, digest } of agents) {
    const before = degraded.get(agent_id)
    if (before !== undefined && before !== digest) restoreStanding(store, { agent_id, actor: 'claw', reason: 'it was edited' })
  }
}
