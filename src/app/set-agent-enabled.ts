import { ClawError } from '../kernel/claw-error.ts'
import { localActor } from './create-run.ts'
import type { Services } from './open-services.ts'
import { restoreStanding } from './restore-standing.ts'

/** Switches an agent off or on; a degraded one that is switched on is taken as if it were new. Throws NOT_FOUND. */
export function setAgentEnabled({ store, catalog }: Services, agent_id: string, enabled: boolean): { readonly changed: boolean } {
  const known = [...catalog.list(), ...catalog.scanned().broken].some((agent) => agent.agent_id === agent_id)
  if (!known) throw new ClawError('NOT_FOUND', `There is no agent '${agent_id}'.`, { fix: 'claw agents' })
  const actor = localActor()
  const changed = store.transaction(undefined, () => {
    const done = enabled ? store.agents.enable(agent_id) : store.agents.disable(agent_id, actor)
    if (done) store.audit.append({ actor, action: enabled ? 'agent.enabled' : 'agent.disabled', target: agent_id, agent_id })
    const restored = enabled && restoreStanding(store, { agent_id, actor, reason: 'it was enabled' })
    return done || restored
  })
  return { changed }
}
